import { WRITTEN_PATHS } from '#registry/serial/serial_paths'
import type { ApiConvention } from '#core/http/openapi/convention'

const DESCRIPTION = 'Answer from this serial on, or 409 SERIAL_AHEAD: what a write answered lets one read one’s own write'
const schema = { type: 'integer', minimum: 0 }

/** What `SerialMiddleware` does, as the document of the API says it. */
export const serialConvention: ApiConvention = {
  covers: (path) => WRITTEN_PATHS.test(path),
  parameters: [
    { name: 'min_serial', in: 'query', required: false, description: DESCRIPTION, schema },
    { name: 'Rialto-Min-Serial', in: 'header', required: false, description: DESCRIPTION, schema },
  ],
  inAnswersOfWrites: { serial: { type: 'integer', description: 'How far the registry has come with this write' } },
}
