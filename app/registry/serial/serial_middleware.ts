import { setTimeout as wait } from 'node:timers/promises'
import { SerialAhead, UnreadableSerial } from '#registry/serial/exceptions'
import { lastSerial, settledSerial } from '#registry/serial/registry_serial'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

export const SERIAL_HEADER = 'Rialto-Serial'

/** What the registry tells of itself and what is written in it. */
const REGISTRY = /^\/api\/v1\/(admin\/)?(plugins|reviews|advisories|digests|publishers|resolve|stats|log)(\/|$)/
const SERIAL = /^\d{1,15}$/

/** Two seconds altogether, for whoever reads where the write has not arrived yet. */
const WAITS_MS = [50, 100, 200, 400, 600, 650]

/**
 * Lets a client read its own write: an answer of the registry says how far it has come, and who demands a serial
 * (`min_serial` in the query, or `Rialto-Min-Serial`) is answered from there on or not at all.
 */
export default class SerialMiddleware {
  async handle({ request, response }: HttpContext, next: NextFn) {
    if (!REGISTRY.test(request.url())) return next()
    const wanted = readWanted(request)
    if (wanted !== null) await waitFor(wanted)
    const isRead = request.method() === 'GET' || request.method() === 'HEAD'
    if (isRead) response.header(SERIAL_HEADER, String(await settledSerial()))
    const answer = await next()
    if (!isRead && response.getStatus() < 400) response.header(SERIAL_HEADER, String(await lastSerial()))
    return answer
  }
}

function readWanted(request: HttpContext['request']): number | null {
  const given: unknown = request.qs().min_serial ?? request.header('rialto-min-serial')
  if (given === undefined) return null
  if (typeof given !== 'string' || !SERIAL.test(given)) throw new UnreadableSerial()
  return Number(given)
}

/** A serial nobody took yet: of another registry, or of a write that this database has not heard of. */
async function waitFor(wanted: number) {
  for (const ms of [0, ...WAITS_MS]) {
    if (ms) await wait(ms)
    if ((await lastSerial()) >= wanted) return
  }
  throw new SerialAhead()
}
