import { SERIAL_HEADER } from '#registry/serial/serial_middleware'
import type { HttpContext } from '@adonisjs/core/http'

/** An answer about one plugin has come at least as far as the plugin, whatever else is still being written. */
export function tellSerial({ response }: Pick<HttpContext, 'response'>, serial: number): void {
  const known = Number(response.getHeader(SERIAL_HEADER) ?? 0)
  if (serial > known) response.header(SERIAL_HEADER, String(serial))
}
