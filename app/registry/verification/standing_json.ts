import { fileOf, proofOf, recordOf } from '#registry/verification/domain'
import type { PublisherStanding } from '#registry/verification/queries/publisher_standing'

export const toStandingJson = ({ slug, verified_at: since, verify_method: method, proof }: PublisherStanding) => ({
  publisher: slug,
  verified: since !== null,
  verified_at: since?.toISOString() ?? null,
  verify_method: since ? method : null,
  proof: proof && {
    domain: proof.domain,
    method: proof.method,
    where: proof.method === 'dns' ? recordOf(proof.domain) : fileOf(proof.domain),
    what: proofOf(proof.token),
    proved_at: proof.proved_at?.toISOString() ?? null,
    checked_at: proof.checked_at?.toISOString() ?? null,
  },
})

const string = { type: 'string' }
const optional = { type: ['string', 'null'] }
const object = (properties: Record<string, unknown>) => ({ type: 'object', properties, required: Object.keys(properties) })

export const STANDING = object({
  ...{ publisher: string, verified: { type: 'boolean' }, verified_at: optional, verify_method: optional },
  proof: {
    ...object({ domain: string, method: string, where: string, what: string, proved_at: optional, checked_at: optional }),
    type: ['object', 'null'],
  },
})
