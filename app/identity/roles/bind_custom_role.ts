import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import User from '#identity/models/user'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { sqlRows, sqlRun } from '#core/database/sql'
import { assertHolds } from '#identity/roles/assert_holds'
import { lockCustomRole } from '#identity/roles/custom_role'
import { NotAMember } from '#identity/exceptions/rights'
import { NotYourself, UnknownUser } from '#identity/exceptions'
import type { Actor } from '#core/actor'
import type { Access } from '#core/rights'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type RoleBindingChange = {
  actor: Actor
  /** What the acting person holds; null at the terminal. */
  access: Access | null
  /** Null: a role of the platform. */
  tenantId: string | null
  roleId: string
  userId: string
  granted: boolean
  reason?: string | null
}

/** Gives somebody a role that people made, or takes it. Answers whether anything changed; counts from their next request. */
@inject()
export class BindCustomRole {
  constructor(
    private readonly outbox: Outbox,
    private readonly audit: Audit
  ) {}

  async handle(input: RoleBindingChange): Promise<boolean> {
    const { actor, access, tenantId, roleId, userId, granted, reason } = input
    if (actor.userId === userId) throw new NotYourself()
    return db.transaction(async (trx) => {
      const role = await lockCustomRole(trx, roleId, tenantId)
      const user = await User.query({ client: trx }).where('id', userId).forUpdate().first()
      if (!user) throw new UnknownUser()
      if (tenantId) await assertMember(trx, userId, tenantId)
      assertHolds(access, role.permissions)
      if (!(await apply(trx, input))) return false

      const facts = { role_id: roleId, role: role.name }
      await this.audit.record(trx, {
        ...{ actor, tenantId, reason, target: { type: 'user', id: userId, label: user.email } },
        action: granted ? 'identity.role_granted' : 'identity.role_revoked',
        [granted ? 'after' : 'before']: { ...facts, permissions: role.permissions },
      })
      const name = granted ? 'identity.role_granted.v1' : 'identity.role_revoked.v1'
      await this.outbox.record(trx, { name, aggregateId: userId, tenantId, payload: { user_id: userId, ...facts } })
      return true
    })
  }
}

async function apply(trx: TransactionClientContract, { actor, roleId, userId, granted }: RoleBindingChange): Promise<boolean> {
  const changed = granted
    ? await sqlRun(trx, 'insert into custom_role_bindings (user_id, role_id, granted_by) values (?, ?, ?) on conflict do nothing', [
        ...[userId, roleId, actor.userId],
      ])
    : await sqlRun(trx, 'delete from custom_role_bindings where user_id = ? and role_id = ?', [userId, roleId])
  return changed > 0
}

async function assertMember(trx: TransactionClientContract, userId: string, tenantId: string) {
  const found = await sqlRows(trx, 'select 1 from role_grants where user_id = ? and tenant_id = ? limit 1', [userId, tenantId])
  if (!found.length) throw new NotAMember()
}
