import { nullable, string } from '#core/http/openapi/words'
import type { Upkeep } from '#registry/upkeep/queries/read_upkeep'

export const toUpkeepJson = ({ name, status, serial, ...upkeep }: Upkeep) => ({
  success: true,
  name,
  status,
  deprecation: upkeep.deprecated_at && {
    since: upkeep.deprecated_at.toISOString(),
    reason: upkeep.deprecation_reason,
    replacement: upkeep.replacement,
  },
  serial,
})

export const UPKEEP = {
  type: 'object',
  properties: {
    success: { type: 'boolean' },
    name: string,
    status: string,
    deprecation: {
      type: ['object', 'null'],
      properties: { since: string, reason: nullable, replacement: nullable },
      required: ['since', 'reason', 'replacement'],
    },
    serial: { type: 'integer' },
  },
  required: ['success', 'name', 'status', 'deprecation', 'serial'],
}
