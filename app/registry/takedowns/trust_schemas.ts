import { boolean, integer, list, nullable, nullableTime, object, page, string, time } from '#core/http/openapi/words'

/** JSON Schemas of what the routes of trust answer, for the OpenAPI document. */

export const WITHDRAWN = object({ success: boolean, plugin_name: string, status: string, serial: integer, message: string })

export const WITHDRAWN_VERSION = object({ success: boolean, plugin_name: string, version: string, status: string, serial: integer })
export const RESTRICTED_PUBLISHER = object({ success: boolean, publisher: string, restricted: boolean })

const QUARANTINE = object({ owner: nullable, expires_at: time, on_expiry: { enum: ['release', 'take_down'] } })

export const TAKEN_DOWN = page(
  object({
    ...{ name: string, status: string, publisher: string, reason: nullable, decided_at: nullableTime },
    quarantine: { ...QUARANTINE, type: ['object', 'null'] },
  })
)

export const JUDGED_DIGESTS = page(
  object({
    ...{ digest: string, verdict: { enum: ['allow', 'block'] }, reason: string, decided_by: nullable, decided_at: time },
    ...{ plugins: nullable, stopped: integer },
  })
)

export const JUDGED_DIGEST = object({
  success: boolean,
  digest: string,
  verdict: { enum: ['allow', 'block'] },
  plugins: list(string),
  serial: integer,
})

export const LOG = object({
  data: list(
    object({
      ...{ seq: integer, at: time, event: string, payload: string, payload_hash: string, prev_hash: string, hash: string },
      ...{ signature: string, key_id: string, public_key: string },
    })
  ),
  meta: object({ next_after: { type: ['integer', 'null'] }, limit: integer, head: object({ seq: integer, hash: string }) }),
})
