import { nullable, object, string } from '#core/http/openapi/words'
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

export const STANDING = object({
  ...{ publisher: string, verified: { type: 'boolean' }, verified_at: nullable, verify_method: nullable },
  proof: {
    ...object({ domain: string, method: string, where: string, what: string, proved_at: nullable, checked_at: nullable }),
    type: ['object', 'null'],
  },
})
