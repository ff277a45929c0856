import app from '@adonisjs/core/services/app'
import User from '#identity/models/user'
import Tenant from '#tenancy/models/tenant'
import CreateUser from '#identity/actions/create_user'
import TenantMember from '#tenancy/models/tenant_member'
import { systemActor } from '#core/actor'
import { withoutTenantScope } from '#core/tenant_scope'
import { BUYERS, COMPANIES, STAFF } from '#database/seeders/demo/cast'
import type { PlatformRole } from '#core/rights'

/** As `npm start` prints it and `storage/demo-logins.json` keeps it. */
export type DemoLogin = { role: string; tenant?: string; email: string; password: string; name: string }
export type DemoCompany = { tenant: Tenant; what: 'seller' | 'publisher'; members: { user: User; role: string }[] }
export type DemoPeople = { logins: DemoLogin[]; companies: DemoCompany[]; buyers: User[]; moderator: User }

type Person = { email: string; name: string; locale?: 'en' | 'ru'; roles?: PlatformRole[] }

/** Creates who is missing; whoever exists is left as they are, password included. */
export async function seedPeople(password: string): Promise<DemoPeople> {
  const logins: DemoLogin[] = []
  const create = await app.container.make(CreateUser)
  const enter = async (person: Person, login: { role: string; tenant?: string }): Promise<User> => {
    logins.push({ ...login, email: person.email, password, name: person.name })
    const known = await User.findBy('email', person.email)
    if (known) return known
    const { email, name: fullName, locale = 'en', roles } = person
    return create.handle({ actor: systemActor('demo:seed'), email, fullName, locale, roles, password })
  }

  const staff: User[] = []
  for (const person of STAFF) staff.push(await enter(person, { role: person.roles.join(', ') }))

  const companies: DemoCompany[] = []
  for (const company of COMPANIES) {
    const tenant = await enterTenant(company.slug, company.name)
    const members = []
    for (const member of company.members) {
      const user = await enter(member, { role: member.role, tenant: company.name })
      await enterMember(tenant, user, member.role)
      members.push({ user, role: member.role })
    }
    companies.push({ tenant, what: company.what, members })
  }

  const buyers: User[] = []
  for (const buyer of BUYERS) buyers.push(await enter(buyer, { role: 'buyer' }))
  return { logins, companies, buyers, moderator: staff[STAFF.findIndex(({ roles }) => roles.includes('moderator'))] }
}

const enterTenant = async (slug: string, name: string) =>
  (await Tenant.findBy('slug', slug)) ?? Tenant.create({ name, slug, plan: 'PRO', status: 'active' })

const enterMember = (tenant: Tenant, user: User, role: 'owner' | 'admin' | 'user' | 'viewer') =>
  withoutTenantScope(async () => {
    const known = await TenantMember.query().where({ tenantId: tenant.id, userId: user.id }).first()
    if (!known) await TenantMember.create({ tenantId: tenant.id, userId: user.id, role })
    if (!user.lastTenantId) await user.merge({ lastTenantId: tenant.id }).save()
  })
