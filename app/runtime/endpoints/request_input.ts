import { createHmac } from 'node:crypto'
import env from '#start/env'
import { networkOf } from '#identity/network_of'
import { BodyBrokenOff, BodyTooLarge, PackedBody } from '#runtime/endpoints/exceptions'
import { isKeptBack, isOurToken } from '#runtime/endpoints/kept_back'
import type { HttpContext } from '@adonisjs/core/http'
import type { EndpointInput } from '#runtime/endpoints/endpoint_hook'
import type { Installation } from '#runtime/installations/installation'
import type { PluginEndpoint } from '#runtime/manifest/plugin_manifest'

export const MAX_BODY_BYTES = 256 * 1024

const PASSED = new Set([
  ...['accept', 'accept-language', 'content-type', 'user-agent', 'origin', 'referer', 'if-none-match', 'idempotency-key'],
  ...['signature', 'signature-input', 'digest', 'webhook-id', 'webhook-timestamp', 'webhook-signature'],
])
const PASSED_PATTERN = /^x-[a-z0-9-]+$|-signature$/
const decoder = new TextDecoder('utf-8', { fatal: true })

type Asked = { installation: Installation; endpoint: PluginEndpoint; path: string; member: EndpointInput['member'] }

/** What a plugin gets of a request. Reads the body: `BodyTooLarge` (413), `PackedBody` (415). */
export async function requestInput({ request }: HttpContext, { installation, endpoint, path, member }: Asked): Promise<EndpointInput> {
  const bytes = await readBody(request.request)
  const text = bytes.length > 0 ? asText(bytes) : null
  return {
    method: request.method() === 'HEAD' ? 'GET' : request.method(),
    path,
    route: endpoint.path,
    query: queryOf(request.parsedUrl.query ?? ''),
    headers: passedHeaders(request.headers(), endpoint),
    body: text,
    body_base64: bytes.length > 0 && text === null ? bytes.toString('base64') : null,
    caller: pseudonym(installation.id, request.ip()),
    member,
  }
}

async function readBody(stream: HttpContext['request']['request']): Promise<Buffer> {
  if (stream.headers['content-encoding'] && stream.headers['content-encoding'] !== 'identity') throw new PackedBody()
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > MAX_BODY_BYTES) throw new BodyTooLarge()
      chunks.push(chunk)
    }
  } catch (error) {
    throw error instanceof BodyTooLarge || !stream.readableAborted ? error : new BodyBrokenOff()
  }
  return Buffer.concat(chunks)
}

function asText(bytes: Buffer): string | null {
  try {
    return decoder.decode(bytes)
  } catch {
    return null
  }
}

function queryOf(text: string): EndpointInput['query'] {
  const params = new URLSearchParams(text)
  return Object.fromEntries([...new Set(params.keys())].map((name) => [name, oneOrAll(params.getAll(name))]))
}

const oneOrAll = (values: string[]): string | string[] => (values.length === 1 ? values[0]! : values)

function passedHeaders(headers: NodeJS.Dict<string | string[]>, { access }: PluginEndpoint): Record<string, string> {
  const passed = Object.entries(headers).filter(([name]) => (PASSED.has(name) || PASSED_PATTERN.test(name)) && !isKeptBack(name))
  const { authorization } = headers
  if (access === 'public' && typeof authorization === 'string' && !isOurToken(authorization)) passed.push(['authorization', authorization])
  return Object.fromEntries(passed.map(([name, value]) => [name, [value].flat().join(', ')]))
}

/** The same for the same network; nothing to be learnt from it elsewhere. */
const pseudonym = (installationId: string, address: string): string =>
  createHmac('sha256', env.get('APP_KEY').release())
    .update(`endpoint caller ${installationId} ${networkOf(address)}`)
    .digest('hex')
    .slice(0, 16)
