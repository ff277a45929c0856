import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import User from '#identity/models/user'
import RoleBinding from '#identity/models/role_binding'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { assertAnotherSuperadmin, assertMayTouch } from '#identity/superadmins'
import { NotYourself, UnknownUser } from '#identity/exceptions'
import { roleChanged } from '#identity/events/user_events'
import type { Actor } from '#core/actor'
import type { PlatformRole } from '#core/rights'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type ChangePlatformRoleInput = { actor: Actor; userId: string; role: PlatformRole; granted: boolean; reason?: string | null }

/** Grants or takes a platform role; counts from the user's next request. Answers whether anything changed. */
@inject()
export default class ChangePlatformRole {
  constructor(
    private readonly outbox: Outbox,
    private readonly audit: Audit
  ) {}

  handle(input: ChangePlatformRoleInput): Promise<boolean> {
    return db.transaction((trx) => this.within(trx, input))
  }

  async within(trx: TransactionClientContract, input: ChangePlatformRoleInput): Promise<boolean> {
    if (input.actor.userId === input.userId) throw new NotYourself()
    await assertAnotherSuperadmin(trx, !input.granted && input.role === 'superadmin' ? input.userId : null)
    const user = await User.query({ client: trx }).where('id', input.userId).forUpdate().first()
    if (!user) throw new UnknownUser()
    await assertMayTouch(trx, input)
    const isChanged = await this.#apply(trx, input)
    if (!isChanged) return false

    await this.audit.record(trx, {
      actor: input.actor,
      action: input.granted ? 'identity.role_granted' : 'identity.role_revoked',
      target: { type: 'user', id: user.id, label: user.email },
      reason: input.reason,
      [input.granted ? 'after' : 'before']: { role: input.role },
    })
    await this.outbox.record(trx, roleChanged(user, input))
    return true
  }

  async #apply(trx: TransactionClientContract, { actor, userId, role, granted }: ChangePlatformRoleInput) {
    const existing = await RoleBinding.query({ client: trx }).where({ userId, role }).first()
    if (!!existing === granted) return false
    if (existing) await existing.delete()
    else await RoleBinding.create({ userId, role, grantedBy: actor.userId }, { client: trx })
    return true
  }
}
