import { nullable, nullableTime, string } from '#core/http/openapi/words'
import { documentJson, type VerificationDocument } from '#tenancy/verification/documents/document'
import { DOCUMENT_KINDS, MEDIA_TYPES } from '#tenancy/verification/documents/document'
import { VERIFICATION_KINDS, VERIFICATION_STATES, type Verification } from '#tenancy/verification/verification'

const iso = (at: Date | null) => at?.toISOString() ?? null

export const verificationJson = (verification: Verification, documents: VerificationDocument[]) => ({
  id: verification.id,
  state: verification.state,
  kind: verification.kind,
  country: verification.country,
  legal_name: verification.legal_name,
  inn: verification.inn,
  ogrn: verification.ogrn,
  kpp: verification.kpp,
  bik: verification.bik,
  account: verification.account,
  reason: verification.reason,
  submitted_at: iso(verification.submitted_at),
  decided_at: iso(verification.decided_at),
  expires_at: iso(verification.expires_at),
  documents: documents.map(documentJson),
})

export const DOCUMENT_SCHEMA = {
  type: 'object',
  required: ['id', 'kind', 'name', 'media_type', 'bytes', 'uploaded_at', 'deleted_at'],
  properties: {
    id: { type: 'string', format: 'uuid' },
    kind: { enum: [...DOCUMENT_KINDS] },
    name: string,
    media_type: { enum: [...MEDIA_TYPES] },
    bytes: { type: 'integer' },
    uploaded_at: { type: 'string', format: 'date-time' },
    deleted_at: { ...nullableTime, description: 'When its bytes were deleted because their time was over' },
  },
}

export const VERIFICATION_SCHEMA = {
  type: 'object',
  required: ['id', 'state', 'kind', 'legal_name', 'inn', 'ogrn', 'documents'],
  properties: {
    id: { type: 'string', format: 'uuid' },
    state: { enum: [...VERIFICATION_STATES] },
    kind: { enum: [...VERIFICATION_KINDS] },
    country: string,
    legal_name: string,
    inn: string,
    ogrn: string,
    kpp: nullable,
    bik: nullable,
    account: nullable,
    reason: { ...nullable, description: 'What the moderator said' },
    submitted_at: nullableTime,
    decided_at: nullableTime,
    expires_at: nullableTime,
    documents: { type: 'array', items: DOCUMENT_SCHEMA },
  },
}
