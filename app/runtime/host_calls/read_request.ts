import { HostCallRefused } from '#runtime/host/call_types'
import { findProblems } from '#runtime/manifest/schema_checker'
import type { HostFunction } from '#runtime/host_calls/host_call_context'

/** What a request may weigh: no function takes more. */
const MAX_BYTES = 256 * 1024
/** Writing deeper JSON again would overflow the stack. */
const MAX_DEPTH = 100

const [QUOTE, BACKSLASH] = [0x22, 0x5c]
const OPENING = new Set([0x5b, 0x7b])
const CLOSING = new Set([0x5d, 0x7d])

const decoder = new TextDecoder('utf-8', { fatal: true })

/** The request of a function as JSON of its shape. Throws `HostCallRefused` that says what is wrong with it. */
export function readRequest({ name, request: schema }: HostFunction, payload: Uint8Array): unknown {
  if (payload.length > MAX_BYTES) {
    throw new HostCallRefused('request_too_large', `${name}: the request has ${payload.length} bytes, at most ${MAX_BYTES} are allowed.`)
  }
  if (depthOf(payload) > MAX_DEPTH) {
    throw new HostCallRefused('invalid_request', `${name}: the request is nested deeper than ${MAX_DEPTH}.`)
  }
  const request = readJson(payload)
  const [problem] = findProblems(schema, request)
  if (!problem) return request
  throw new HostCallRefused('invalid_request', `${name}: ${problem.field || 'the request'} ${problem.message}.`)
}

function readJson(payload: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(payload)) as unknown
  } catch {
    throw new HostCallRefused('invalid_request', 'The request is not JSON in UTF-8.')
  }
}

/** How deep brackets stand in one another outside of texts; right for whatever is JSON. */
function depthOf(payload: Uint8Array): number {
  let [depth, deepest, isText] = [0, 0, false]
  for (let at = 0; at < payload.length; at++) {
    const byte = payload[at]!
    if (isText && byte === BACKSLASH) at++
    else if (byte === QUOTE) isText = !isText
    else if (!isText && OPENING.has(byte)) deepest = Math.max(deepest, ++depth)
    else if (!isText && CLOSING.has(byte)) depth--
  }
  return deepest
}
