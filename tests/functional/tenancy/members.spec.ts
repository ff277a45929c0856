import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import MailInvitation from '#tenancy/jobs/mail_invitation'
import { forgetCounts } from '#tests/support/forget_counts'
import { Visitor } from '#tests/support/visitor'
import { createUser, joinTenant, type TestUser } from '#tests/support/users'
import { newId } from '#core/ids'
import type { DomainEvent } from '#core/outbox/event'

const enter = async ({ user, password }: Pick<TestUser, 'user' | 'password'>) => {
  const visitor = new Visitor()
  await visitor.signIn(user.email, password)
  await visitor.open('/account/members')
  return visitor
}

const roleOf = async (userId: string, tenantId: string) =>
  (await db.from('tenant_members').where({ user_id: userId, tenant_id: tenantId }).first())?.role

/** Delivers the invitation's mail as the relay would, and answers the link's path. */
const mailedLink = async (email: string) => {
  const invitation = await db.from('tenant_invitations').where('email', email).orderBy('created_at', 'desc').firstOrFail()
  const job = await app.container.make(MailInvitation)
  await job.handle({ aggregateId: invitation.id, payload: { locale: 'en' } } as DomainEvent<{ locale: string }>)
  const mail = await db.from('mailbox').where('recipient', email).orderBy('at', 'desc').firstOrFail()
  return /https?:\/\/[^/]+(\/invitations\/\S+)/.exec(mail.text)![1]
}

test.group("A company's people", (group) => {
  group.each.setup(forgetCounts)

  test('an admin changes roles of employees, never of owners; an owner may', async ({ assert }) => {
    const owner = await createUser({ tenant: { role: 'owner' } })
    const admin = await createUser({ tenant: { role: 'admin', of: owner.tenant } })
    const employee = await createUser({ tenant: { role: 'user', of: owner.tenant } })
    const byAdmin = await enter(admin)
    const byOwner = await enter(owner)
    const role = (visitor: Visitor, userId: string, value: string) => visitor.submit(`/account/members/${userId}/role`, { role: value })

    assert.equal((await role(byAdmin, employee.user.id, 'viewer')).status, 302)
    assert.equal((await role(byAdmin, employee.user.id, 'owner')).status, 403)
    assert.equal((await role(byAdmin, owner.user.id, 'viewer')).status, 403)
    assert.equal((await role(byAdmin, admin.user.id, 'owner')).status, 403)
    assert.equal(await roleOf(employee.user.id, owner.tenant.id), 'viewer')
    assert.equal(await roleOf(owner.user.id, owner.tenant.id), 'owner')

    assert.equal((await role(byOwner, admin.user.id, 'owner')).status, 302)
    assert.equal(await roleOf(admin.user.id, owner.tenant.id), 'owner')
  })

  test('a viewer and an employee see the people and change nobody', async ({ assert }) => {
    const owner = await createUser({ tenant: { role: 'owner' } })
    const other = await createUser({ tenant: { role: 'user', of: owner.tenant } })
    for (const role of ['viewer', 'user'] as const) {
      const visitor = await enter(await createUser({ tenant: { role, of: owner.tenant } }))
      const page = await visitor.open('/account/members')
      assert.equal(page.status, 200)
      assert.include(page.text, owner.user.email)
      assert.notInclude(page.text, '/account/members/invitations')
      assert.equal((await visitor.submit(`/account/members/${other.user.id}/role`, { role: 'admin' })).status, 403)
      assert.equal((await visitor.submit(`/account/members/${other.user.id}/remove`)).status, 403)
      assert.equal((await visitor.submit('/account/members/invitations', { email: 'a@b.cd', role: 'user' })).status, 403)
    }
    assert.equal(await roleOf(other.user.id, owner.tenant.id), 'user')
  })

  test('a large company is shown page by page, owners first, everybody once', async ({ assert }) => {
    const owner = await createUser({ tenant: { role: 'owner' } })
    await Promise.all(Array.from({ length: 60 }, () => createUser({ tenant: { role: 'user', of: owner.tenant } })))
    const visitor = await enter(owner)
    const first = (await visitor.open('/account/members')).text
    const next = /href="([^"]+)" rel="next"/.exec(first)![1]
    const second = (await visitor.open(next.replaceAll('&amp;', '&'))).text
    const shown = (text: string) => [...text.matchAll(/href="\/account\/members\/([0-9a-f-]{36})"/g)].map(([, id]) => id)
    assert.equal(shown(first)[0], owner.user.id)
    assert.lengthOf(shown(first), 50)
    assert.lengthOf(new Set([...shown(first), ...shown(second)]), 61)
    assert.notInclude(second, 'rel="next"')
    assert.include(second, 'href="/account/members"')
    // Whom ownership is offered to is chosen among all.
    assert.lengthOf([...first.matchAll(/<option value="[0-9a-f-]{36}"/g)], 60)
  })

  test("another company's people look absent", async ({ assert }) => {
    const mine = await createUser({ tenant: { role: 'owner' } })
    const theirs = await createUser({ tenant: { role: 'owner' } })
    const foreign = await createUser({ tenant: { role: 'user', of: theirs.tenant } })
    const visitor = await enter(mine)

    assert.notInclude((await visitor.open('/account/members')).text, foreign.user.email)
    assert.equal(
      (await visitor.submit(`/account/members/${foreign.user.id}/role`, { role: 'viewer', tenant_id: theirs.tenant.id })).status,
      404
    )
    assert.equal((await visitor.submit(`/account/members/${foreign.user.id}/remove`)).status, 404)
    assert.equal((await visitor.open(`/account/members/${newId()}/remove`)).status, 404)
    assert.equal(await roleOf(foreign.user.id, theirs.tenant.id), 'user')
  })

  test('the last owner neither leaves nor steps down; with a second one they do', async ({ assert }) => {
    const owner = await createUser({ tenant: { role: 'owner' } })
    const visitor = await enter(owner)
    const { id } = owner.user

    await visitor.submit(`/account/members/${id}/remove`)
    await visitor.submit(`/account/members/${id}/role`, { role: 'admin' })
    assert.equal(await roleOf(id, owner.tenant.id), 'owner')
    assert.include((await visitor.open('/account/members')).text, 'must keep one owner')

    await joinTenant((await createUser()).user, { role: 'owner', of: owner.tenant })
    assert.equal((await visitor.submit(`/account/members/${id}/remove`)).status, 302)
    assert.isUndefined(await roleOf(id, owner.tenant.id))
    assert.equal((await visitor.open('/account/members')).status, 403)
  })

  test('two owners who step down at the same time leave one behind', async ({ assert }) => {
    const first = await createUser({ tenant: { role: 'owner' } })
    const second = await createUser({ tenant: { role: 'owner', of: first.tenant } })
    const visitors = [await enter(first), await enter(second)]
    await Promise.all([first, second].map(({ user }, at) => visitors[at].submit(`/account/members/${user.id}/remove`)))

    const owners = await db.from('tenant_members').where({ tenant_id: first.tenant.id, role: 'owner' })
    assert.lengthOf(owners, 1)
  })

  test('joining by the mailed link confirms the address it was mailed to; a link seen by another account confirms nothing', async ({
    assert,
  }) => {
    const isConfirmed = async (id: string) => (await db.from('users').where('id', id).firstOrFail()).email_confirmed_at !== null
    const owner = await createUser({ tenant: { role: 'owner' } })
    const newcomer = await createUser({ isConfirmed: false })
    const other = await createUser({ isConfirmed: false })
    await (await enter(owner)).submit('/account/members/invitations', { email: newcomer.user.email, role: 'user' })
    const link = await mailedLink(newcomer.user.email)

    const stranger = await enter(other)
    await stranger.open(link)
    await stranger.submit(link)
    assert.isFalse(await isConfirmed(other.user.id))
    assert.isFalse(await isConfirmed(newcomer.user.id))

    const visitor = await enter(newcomer)
    await visitor.open(link)
    assert.isFalse(await isConfirmed(newcomer.user.id))
    assert.equal((await visitor.submit(link)).status, 302)
    assert.equal(await roleOf(newcomer.user.id, owner.tenant.id), 'user')
    assert.isTrue(await isConfirmed(newcomer.user.id))
    const audited = await db.from('audit_log').where({ action: 'identity.email_confirmed', target_id: newcomer.user.id })
    assert.lengthOf(audited, 1)
  })

  test('the mailed link lets the invited account join, once; nobody else', async ({ assert }) => {
    const owner = await createUser({ tenant: { role: 'owner', name: 'Inviting company' } })
    const invited = await createUser()
    const stranger = await createUser()
    const visitor = await enter(owner)
    await visitor.submit('/account/members/invitations', { email: invited.user.email, role: 'user' })
    const path = await mailedLink(invited.user.email)

    const events = await db.from('outbox').where('name', 'tenancy.member_invited.v1').where('tenant_id', owner.tenant.id)
    assert.notInclude(JSON.stringify(events), path.split('/').at(-1)!)

    const thief = await enter(stranger)
    await thief.open(path)
    assert.equal((await thief.submit(path)).status, 403)
    assert.isUndefined(await roleOf(stranger.user.id, owner.tenant.id))

    const guest = await enter(invited)
    assert.include((await guest.open(path)).text, 'Inviting company')
    assert.equal((await guest.submit(path)).status, 302)
    assert.equal(await roleOf(invited.user.id, owner.tenant.id), 'user')
    assert.equal((await guest.open(path)).status, 404)
  })

  test('a withdrawn invitation and an older one of the same address stop working', async ({ assert }) => {
    const owner = await createUser({ tenant: { role: 'owner' } })
    const invited = await createUser()
    const visitor = await enter(owner)
    const invite = () => visitor.submit('/account/members/invitations', { email: invited.user.email, role: 'viewer' })
    await invite()
    const older = await mailedLink(invited.user.email)
    await invite()
    const newer = await mailedLink(invited.user.email)
    const guest = await enter(invited)

    assert.equal((await guest.open(older)).status, 404)
    assert.equal((await guest.open(newer)).status, 200)
    const open = await db.from('tenant_invitations').where('email', invited.user.email).whereNull('withdrawn_at').firstOrFail()
    await visitor.open('/account/members')
    await visitor.submit(`/account/members/invitations/${open.id}/withdraw`)
    assert.equal((await guest.open(newer)).status, 404)
  })
})

test.group('The company by API', () => {
  test('owner and admin rename it, employee and viewer only read', async ({ client, assert }) => {
    const { apiToken } = await import('#tests/support/users')
    const owner = await createUser({ tenant: { role: 'owner' } })
    const path = '/api/v1/tenants/me'
    for (const [role, status] of [
      ['owner', 200],
      ['admin', 200],
      ['user', 403],
      ['viewer', 403],
    ] as const) {
      const { user } = await createUser({ tenant: { role, of: owner.tenant } })
      const token = await apiToken(user)
      ;(await client.get(path).bearerToken(token)).assertStatus(200)
      const renamed = await client
        .patch(path)
        .bearerToken(token)
        .json({ name: `Named by ${role}`, plan: 'ENTERPRISE', id: newId() })
      renamed.assertStatus(status)
    }
    const tenant = await db.from('tenants').where('id', owner.tenant.id).firstOrFail()
    assert.containsSubset(tenant, { name: 'Named by admin', plan: 'FREE' })
  })
})
