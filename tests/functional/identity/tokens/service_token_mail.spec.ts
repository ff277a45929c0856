import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import MailServiceToken from '#identity/service_tokens/jobs/mail_service_token'
import { subscribersOf } from '#core/modules'
import { forgetCounts } from '#tests/support/forget_counts'
import { lettersTo } from '#tests/support/account_mail'
import { apiToken, createUser } from '#tests/support/users'
import { call, OWN, ownerOfCompany, PLATFORM, terms } from './support/machines.js'
import type { DomainEvent } from '#core/outbox/event'
import type { ServiceTokenCreated } from '#identity/service_tokens/events'

/** Delivers the event of a token as the relay would. */
async function deliver(tokenId: string) {
  const { id, payload } = await db.from('outbox').where({ name: 'identity.service_token_created.v1', aggregate_id: tokenId }).firstOrFail()
  await new MailServiceToken().handle({ id, aggregateId: tokenId, payload } as DomainEvent<ServiceTokenCreated>)
}

const subjectsOf = async (email: string) => (await lettersTo(email)).map(({ subject }) => subject)
const TOLD = ['A service token was made']

test.group('A letter about a new service token', (group) => {
  group.each.setup(forgetCounts)

  test('goes to its maker and the owners of the company, once each, and to nobody else', async ({ assert }) => {
    const owner = await ownerOfCompany()
    const maker = await createUser({ tenant: { role: 'admin', of: owner.tenant } })
    const otherAdmin = await createUser({ tenant: { role: 'admin', of: owner.tenant } })
    const stranger = await ownerOfCompany()
    const made = await call('POST', OWN, { token: await apiToken(maker.user, owner.tenant.id), body: { ...terms, expires_in_days: 7 } })
    assert.deepEqual(subscribersOf('identity.service_token_created.v1'), ['identity.mail_service_token'])
    await deliver(made.json.id)
    await deliver(made.json.id)

    assert.deepEqual(await subjectsOf(owner.user.email), TOLD)
    assert.deepEqual(await subjectsOf(maker.user.email), TOLD)
    assert.deepEqual(await subjectsOf(otherAdmin.user.email), [])
    assert.deepEqual(await subjectsOf(stranger.user.email), [])
    const [{ text }] = await lettersTo(owner.user.email)
    for (const said of [owner.tenant.name, maker.user.fullName, made.json.prefix, `/account/service-tokens/${made.json.id}`]) {
      assert.include(text, said)
    }
    assert.notInclude(text, made.json.token)
  })

  test('of the platform goes to superadmins; none is sent of a token that was revoked meanwhile', async ({ assert }) => {
    const admin = await createUser({ platform: ['admin'] })
    const superadmin = await createUser({ platform: ['superadmin'] })
    const session = await apiToken(admin.user)
    const scopes = ((await call('GET', `${PLATFORM}/scopes`, { token: session })).json.scopes as unknown as { name: string }[]).map(
      ({ name }) => name
    )
    const body = { name: 'Watch', scopes: scopes.slice(0, 1), expires_in_days: 7 }
    const revoked = await call('POST', PLATFORM, { token: session, body })
    await call('DELETE', `${PLATFORM}/${revoked.json.id}`, { token: session })
    await deliver(revoked.json.id)
    assert.deepEqual(await subjectsOf(superadmin.user.email), [])

    const made = await call('POST', PLATFORM, { token: session, body })
    await deliver(made.json.id)
    assert.deepEqual(await subjectsOf(superadmin.user.email), TOLD)
    assert.deepEqual(await subjectsOf(admin.user.email), TOLD)
  })
})
