import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { listDocuments, type VerificationDocument } from '#tenancy/verification/documents/document'
import { listChecks, type VerificationCheck } from '#tenancy/verification/record_check'
import { findVerification, type Verification } from '#tenancy/verification/verification'

export type VerificationReview = {
  verification: Verification
  tenant: { id: string; name: string; slug: string; plan: string; created_at: Date }
  owner_ids: string[]
  documents: VerificationDocument[]
  checks: VerificationCheck[]
  /** Other companies that state the same INN. */
  same_inn: number
}

/** All that somebody needs who decides about a seller. */
export async function findVerificationReview(id: string): Promise<VerificationReview | null> {
  const verification = await findVerification(db, id)
  if (!verification) return null
  const [[tenant], documents, checks, [{ count }]] = await Promise.all([
    sqlRows<VerificationReview['tenant'] & { owner_ids: string[] }>(
      db,
      `select t.id, t.name, t.slug::text as slug, t.plan, t.created_at,
              coalesce((select array_agg(m.user_id::text) from tenant_members m where m.tenant_id = t.id), '{}') as owner_ids
         from tenants t where t.id = ?`,
      [verification.tenant_id]
    ),
    listDocuments(db, id),
    listChecks(db, id),
    sqlRows<{ count: number }>(
      db,
      `select count(distinct tenant_id) as count from seller_verifications where inn = ? and tenant_id <> ? and state in ('submitted', 'approved')`,
      [verification.inn, verification.tenant_id]
    ),
  ])
  const { owner_ids: ownerIds, ...company } = tenant
  return { verification, tenant: company, owner_ids: ownerIds, documents, checks, same_inn: count }
}
