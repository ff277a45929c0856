import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { Audit } from '#core/audit/audit'
import { sqlRun } from '#core/database/sql'
import { lockTenant } from '#tenancy/owners'
import { VerificationState } from '#tenancy/verification/exceptions'
import { findLatest, findVerification, isEditable, isOver, type Verification } from '#tenancy/verification/verification'
import type { Actor } from '#core/actor'
import type { VerificationFields } from '#tenancy/validators/verification'

/** What the company states of itself: begins a verification, or changes one that is not with a moderator. */
@inject()
export class SaveVerification {
  constructor(private readonly audit: Audit) {}

  async handle({ actor, tenantId, fields }: { actor: Actor; tenantId: string; fields: VerificationFields }): Promise<Verification> {
    return db.transaction(async (trx) => {
      await lockTenant(trx, tenantId)
      const latest = await findLatest(trx, tenantId)
      const isNew = !latest || isOver(latest.state)
      if (!isNew && !isEditable(latest.state)) throw new VerificationState()
      const id = isNew ? newId() : latest.id
      if (isNew) await sqlRun(trx, INSERT, [id, tenantId, ...valuesOf(fields)])
      else await sqlRun(trx, UPDATE, [...valuesOf(fields), id])
      const target = { type: 'seller_verification', id, label: fields.legal_name }
      await this.audit.record(trx, { actor, action: 'tenancy.verification_saved', target, tenantId, after: { ...fields } })
      return (await findVerification(trx, id))!
    })
  }
}

const INSERT = `insert into seller_verifications (id, tenant_id, kind, legal_name, inn, ogrn, kpp, bik, account) values (?, ?, ?, ?, ?, ?, ?, ?, ?)`
const UPDATE = `update seller_verifications set kind = ?, legal_name = ?, inn = ?, ogrn = ?, kpp = ?, bik = ?, account = ?,
  version = version + 1, updated_at = now() where id = ?`

const valuesOf = ({ kind, legal_name: name, inn, ogrn, kpp, bik, account }: VerificationFields) => [
  ...[kind, name, inn, ogrn],
  ...[kpp ?? null, bik ?? null, account ?? null],
]
