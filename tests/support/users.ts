import app from '@adonisjs/core/services/app'
import { DateTime } from 'luxon'
import hash from '@adonisjs/core/services/hash'
import User from '#identity/models/user'
import RoleBinding from '#identity/models/role_binding'
import Tenant from '#tenancy/models/tenant'
import TenantMember from '#tenancy/models/tenant_member'
import { IssueTokens } from '#identity/tokens/issue_tokens'
import { newId } from '#core/ids'
import { withoutTenantScope } from '#core/tenant_scope'
import type { PlatformRole, TenantRole } from '#core/rights'
import type { Surface } from '#identity/tokens/surfaces'

export const PASSWORD = 'correct horse battery staple'

export type UserOptions = {
  email?: string
  username?: string
  fullName?: string
  locale?: 'en' | 'ru'
  password?: string
  platform?: PlatformRole[]
  /** Whether the address is confirmed, as it is for most. */
  isConfirmed?: boolean
  /** A membership: of a new tenant, or of `of`. */
  tenant?: { role: TenantRole; of?: Tenant; name?: string }
}

export type WithTenant = UserOptions & { tenant: NonNullable<UserOptions['tenant']> }
export type TestUser<T = Tenant | null> = { user: User; tenant: T; password: string }

let knownHash: Promise<string> | undefined

/** A user with the given roles and, when asked for, a membership. One default password is hashed once per process. */
export async function createUser(options: WithTenant): Promise<TestUser<Tenant>>
export async function createUser(options?: UserOptions): Promise<TestUser>
export async function createUser(options: UserOptions = {}): Promise<TestUser> {
  const tag = newId().slice(-12)
  const password = options.password ?? PASSWORD
  const user = await User.create({
    email: options.email ?? `user-${tag}@example.test`,
    username: options.username ?? `user-${tag}`,
    fullName: options.fullName ?? `User ${tag}`,
    locale: options.locale ?? 'en',
    status: 'active',
    emailConfirmedAt: options.isConfirmed === false ? null : DateTime.utc(),
    passwordHash: await (options.password ? hash.make(password) : (knownHash ??= hash.make(PASSWORD))),
  })
  for (const role of options.platform ?? []) await RoleBinding.create({ userId: user.id, role })
  return { user, tenant: options.tenant ? await joinTenant(user, options.tenant) : null, password }
}

/** Adds `user` to a tenant, creating one when none is given. */
export async function joinTenant(user: User, { role, of, name }: NonNullable<UserOptions['tenant']>): Promise<Tenant> {
  const tenant = of ?? (await createTenant(name))
  await withoutTenantScope(() => TenantMember.create({ tenantId: tenant.id, userId: user.id, role }))
  return tenant
}

export async function createTenant(name?: string): Promise<Tenant> {
  const tag = newId().slice(-12)
  return Tenant.create({ name: name ?? `Tenant ${tag}`, slug: `tenant-${tag}`, plan: 'FREE', status: 'active' })
}

/** An access token as the API issues it: `client.get('/api/v1/…').bearerToken(await apiToken(user))`. */
export async function apiToken(user: User, tenantId: string | null = null, surface: Surface = 'api'): Promise<string> {
  const issue = await app.container.make(IssueTokens)
  const { accessToken } = await issue.forUser(user.id, { ip: '127.0.0.1', userAgent: 'test' }, { tenantId, surface })
  return accessToken
}
