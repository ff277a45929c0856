import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Passwords } from '#identity/passwords/passwords'
import { assertGoodPassword } from '#identity/passwords/password_rules'
import { AttemptLimits } from '#identity/attempt_limits'
import { RequestConfirmation } from '#identity/confirmations/actions/request_confirmation'
import CreateUser, { type NewUser } from '#identity/actions/create_user'
import OpenTenant from '#tenancy/actions/open_tenant'
import type User from '#identity/models/user'
import type Tenant from '#tenancy/models/tenant'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type RegisteredAccount = { user: User; tenant: Tenant | null }

export type RegisterAccountInput = Omit<NewUser, 'roles'> & {
  password: string
  ip: string
  companyName?: string | null
  /** Done in the same transaction: all of it happens, or nothing. */
  also?: (trx: TransactionClientContract, account: RegisteredAccount) => Promise<void>
}

/** Signs somebody up; with a company name also their company, in the same transaction. */
@inject()
export default class RegisterAccount {
  constructor(
    private readonly limits: AttemptLimits,
    private readonly passwords: Passwords,
    private readonly createUser: CreateUser,
    private readonly requestConfirmation: RequestConfirmation,
    private readonly openTenant: OpenTenant
  ) {}

  async handle({ password, companyName, ip, also, ...account }: RegisterAccountInput): Promise<RegisteredAccount> {
    await this.limits.signUp(ip)
    await assertGoodPassword(password, { ...account, companyName })
    const passwordHash = await this.passwords.hash(password)
    return db.transaction(async (trx) => {
      const user = await this.createUser.within(trx, { ...account, passwordHash, roles: ['user'] })
      const about = account.mustConfirm ? 'sign_up' : 'confirm_email'
      await this.requestConfirmation.within(trx, { userId: user.id, about, value: user.email })
      const actor = { ...account.actor, label: account.actor.label ?? user.email }
      const opened = { actor, name: companyName ?? '', ownerId: user.id }
      const tenant = companyName ? await this.openTenant.within(trx, opened) : null
      user.lastTenantId = tenant?.id ?? null
      await also?.(trx, { user, tenant })
      return { user, tenant }
    })
  }
}
