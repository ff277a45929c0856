import { setTimeout as wait } from 'node:timers/promises'
import { SerialAhead, UnreadableSerial } from '#registry/serial/exceptions'
import { lastSerial, settledSerial } from '#registry/serial/registry_serial'
import { WRITTEN_PATHS } from '#registry/serial/serial_paths'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

export const SERIAL_HEADER = 'Rialto-Serial'

const SERIAL = /^\d{1,15}$/

/** Two seconds altogether, for whoever reads where the write has not arrived yet. */
const WAITS_MS = [50, 100, 200, 400, 600, 650]

/**
 * Lets a client read its own write: an answer of the registry says how far it has come, and who demands a serial
 * (`min_serial` in the query, or `Rialto-Min-Serial`) is answered from there on or not at all.
 */
export default class SerialMiddleware {
  async handle({ request, response }: HttpContext, next: NextFn) {
    if (!WRITTEN_PATHS.test(request.url())) return next()
    const wanted = readWanted(request)
    if (wanted !== null) await waitFor(wanted)
    const isRead = request.method() === 'GET' || request.method() === 'HEAD'
    if (isRead) response.header(SERIAL_HEADER, String(await settledSerial()))
    const answer = await next()
    if (!isRead && response.getStatus() < 400) tellWritten(response, await lastSerial())
    return answer
  }
}

/** In the header of every write, and in the body unless it has the serial of its own plugin. */
function tellWritten(response: HttpContext['response'], serial: number) {
  response.header(SERIAL_HEADER, String(serial))
  const body: unknown = response.getBody()
  if (typeof body === 'string' && body.startsWith('{')) {
    const said = JSON.parse(body) as Record<string, unknown>
    if (said.serial === undefined) response.send(JSON.stringify({ ...said, serial }))
  } else if (isPlain(body) && body.serial === undefined) response.send({ ...body, serial })
}

const isPlain = (body: unknown): body is Record<string, unknown> =>
  typeof body === 'object' && body !== null && Object.getPrototypeOf(body) === Object.prototype

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
