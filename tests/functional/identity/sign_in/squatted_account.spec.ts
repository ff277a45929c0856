import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import ExpireStages from '#registry/stages/jobs/expire_stages'
import env from '#start/env'
import { newId } from '#core/ids'
import { addAuthorKey } from '#tests/support/author_keys'
import { deliverAccountMail, lettersTo, linkIn } from '#tests/support/account_mail'
import { forgetCounts } from '#tests/support/forget_counts'
import { giveRole, programToken, roleOf, somebody } from '#tests/support/publishing'
import { pluginName, publishBody, releasePlugin, sha256 } from '#tests/support/plugin_uploads'
import { webhooksOf } from '#tests/support/webhooks'
import { apiToken, createUser, type TestUser } from '#tests/support/users'
import { Visitor } from '#tests/support/visitor'
import { tokenOf as machineOf } from '../tokens/support/machines.js'
import type { ApiClient } from '@japa/api-client'
import type Tenant from '#tenancy/models/tenant'

const NEW = 'a wholly new secret'
const ASK = '/api/v1/auth/password-resets'

/** The page and the letter after whoever reads the address's mail set a new password. */
async function reset(client: ApiClient, { id, email }: { id: string; email: string }) {
  ;(await client.post(ASK).json({ email })).assertStatus(202)
  for (const row of (await db.from('password_resets').where('user_id', id)) as { id: string }[]) await deliverAccountMail(row.id)
  const path = linkIn((await lettersTo(email))[0], 'reset-password')
  const owner = new Visitor()
  await owner.open(path)
  const answer = await owner.submit(path, { password: NEW })
  const page = (await owner.open(answer.location!)).text
  await deliverAccountMail(id)
  return { page, again: (await owner.open(answer.location!)).text, letter: (await lettersTo(email))[0] }
}

/** Somebody who publishes, signs, listens, invites and gives away. */
async function busyAccount(client: ApiClient, isConfirmed: boolean) {
  const person = await createUser({ isConfirmed, platform: ['user'], tenant: { role: 'owner' } })
  const { user, tenant } = person
  const [plugin, given, friend, heir] = [pluginName(), pluginName(), await somebody(), await somebody()]
  await releasePlugin(user, { name: plugin })
  await releasePlugin(user, { name: given })
  await giveRole(plugin, friend, 'owner')
  const token = await apiToken(user, tenant.id)
  const post = async (path: string, body: object) => {
    const answer = await client.post(`/api/v1/${path}`).bearerToken(token).json(body)
    if (answer.status() >= 300) throw new Error(`${path} answered ${answer.status()}: ${answer.text()}`)
    return answer.body() as Record<string, string>
  }
  const key = await addAuthorKey(client, user)
  const { id: webhook } = await (await webhooksOf(client, user)).add('https://hooks.example.org/in')
  await trustBuild(plugin, user.id)
  await client.put(`/api/v1/plugins/${plugin}/repository`).bearerToken(token).json({ repository: 'somebody/plugin' })
  const slug = `circle-${newId().slice(-12)}`
  await post('publishers', { name: 'A circle', slug })
  await post(`publishers/${slug}/invitations`, { email: heir.email, role: 'admin' })
  await post(`plugins/${plugin}/owners/invitations`, { email: heir.email, role: 'owner' })
  await post('tenants/me/invitations', { email: heir.email, role: 'admin' })
  await post(`plugins/${given}/transfer`, { email: heir.email })
  await client.put(`/api/v1/plugins/${plugin}/favourite`).bearerToken(token)
  const machine = await machineOf(person)
  const staging = await programToken(user, { stageOnly: true, scopes: ['publish-update'] })
  const staged = await client
    .post('/api/v1/plugins/publish')
    .bearerToken(staging.secret)
    .json(publishBody({ name: plugin, version: '1.1.0' }))
  staged.assertStatus(200)
  return { ...person, plugin, given, friend, heir, key, webhook, machine, staged: staged.body().version_id as string }
}

type Busy = Awaited<ReturnType<typeof busyAccount>>

async function trustBuild(plugin: string, userId: string) {
  const { id } = (await db.from('plugins').where('name', plugin).select('id').firstOrFail()) as { id: string }
  const build = { issuer: 'https://token.actions.githubusercontent.com', owner_id: '42', repository: 'somebody/plugin', workflow: 'a.yml' }
  await db.table('trusted_publishers').insert({ id: newId(), plugin_id: id, provider: 'github', created_by: userId, ...build })
}

/** How much of it is in force, by kind. */
async function inForce({ user, key, webhook }: Busy) {
  const count = async (table: string, where: object) => (await db.from(table).where(where)).length
  return {
    keys: await count('signing_keys', { id: key, revoked_at: null }),
    webhooks: await count('webhooks', { id: webhook }),
    builds: (await count('trusted_publishers', { created_by: user.id })) + (await count('repository_links', { created_by: user.id })),
    companyInvitations: await count('tenant_invitations', { invited_by: user.id, withdrawn_at: null }),
    pluginInvitations: await count('plugin_invitations', { invited_by: user.id, status: 'open' }),
    publisherInvitations: await count('publisher_invitations', { invited_by: user.id, status: 'open' }),
    offers: await count('plugin_transfers', { from_user_id: user.id, status: 'offered' }),
    favourites: await count('plugin_favourites', { user_id: user.id }),
    machines: await count('service_tokens', { user_id: user.id, revoked_at: null }),
  }
}

const ALL = {
  ...{ keys: 1, webhooks: 1, builds: 2, companyInvitations: 1, pluginInvitations: 1, publisherInvitations: 1, offers: 1 },
  ...{ favourites: 1, machines: 1 },
}
const NONE = Object.fromEntries(Object.keys(ALL).map((kind) => [kind, 0]))

test.group('An account that a stranger set up', (group) => {
  group.each.setup(forgetCounts)

  test('its rightful owner takes over without what the stranger could act by; what is of value stays', async ({ client, assert }) => {
    const busy = await busyAccount(client, false)
    assert.deepEqual(await inForce(busy), ALL)
    await reset(client, busy.user)
    assert.deepEqual(await inForce(busy), NONE)
    assert.equal(await roleOf(busy.plugin, busy.user), 'owner')
    assert.equal(await roleOf(busy.plugin, busy.friend), 'owner')
    ;(await client.get(`/api/v1/plugins/${busy.given}`)).assertStatus(200)
    const mine = await client.get('/api/v1/tenants/me').bearerToken(await apiToken(busy.user, busy.tenant.id))
    mine.assertStatus(200)
  })

  test('of a person whose address was confirmed all of it goes on', async ({ client, assert }) => {
    const busy = await busyAccount(client, true)
    const { page, letter } = await reset(client, busy.user)
    assert.deepEqual(await inForce(busy), ALL)
    assert.notInclude(page, 'may be a stranger')
    assert.notInclude(letter.text, 'may be a stranger')
  })

  test('a release it staged ends, and its word for those of others counts no more', async ({ client, assert }) => {
    const busy = await busyAccount(client, false)
    const other = await stagedBy(client, busy)
    const approvals = () => db.from('stage_approvals').where('user_id', busy.user.id)
    assert.lengthOf(await approvals(), 1)
    await reset(client, busy.user)
    assert.lengthOf(await approvals(), 0)
    await (await app.container.make(ExpireStages)).handle()
    const statusOf = async (id: string) => ((await db.from('plugin_versions').where('id', id).firstOrFail()) as { status: string }).status
    assert.equal(await statusOf(busy.staged), 'expired')
    assert.equal(await statusOf(other), 'staged')
  })

  test('who takes over reads once on the page, and in the letter, what was ended and what is there', async ({ client, assert }) => {
    const busy = await busyAccount(client, false)
    const { page, again, letter } = await reset(client, busy.user)
    for (const text of [page, letter.text]) {
      assert.include(text, 'may be a stranger')
      for (const thing of [
        '2 tokens',
        '1 webhook',
        '2 trusted builds',
        '3 invitations',
        '1 offer to hand over',
        '1 company',
        '2 plugins',
      ]) {
        assert.include(text, thing)
      }
    }
    assert.equal(letter.subject, 'The account with your address is yours')
    assert.notInclude(again, 'may be a stranger')

    const empty = await createUser({ isConfirmed: false })
    const nothing = await reset(client, empty.user)
    assert.notInclude(nothing.page, 'may be a stranger')
    assert.equal(nothing.letter.subject, 'Your password was changed')
  })

  test('each end is in the audit log, with its reason', async ({ client, assert }) => {
    const { user } = await busyAccount(client, false)
    await reset(client, user)
    const rows = (await db.from('audit_log').where({ actor_id: user.id, reason: 'password reset' })) as { action: string }[]
    assert.includeMembers(
      rows.map(({ action }) => action),
      [
        ...['registry.author_key_revoked', 'core.webhook_removed', 'registry.trusted_publisher_removed', 'registry.repository_unlinked'],
        ...['registry.owner_invitation_withdrawn', 'registry.member_invitation_withdrawn', 'tenancy.invitation_withdrawn'],
        ...['registry.token_revoked', 'identity.service_token_revoked'],
      ]
    )
    const [done] = (await db.from('audit_log').where({ action: 'identity.password_reset', target_id: user.id })) as {
      after: { ended: Record<string, number>; kept: Record<string, number> }
    }[]
    assert.include(done.after.ended, { webhooks: 1, keys: 1, invitations: 3 })
    assert.deepEqual(done.after.kept, { companies: 1, plugins: 2, publishers: 1 })
  })
})

test.group('The address of an announced upload', (group) => {
  group.each.setup(forgetCounts)

  test('ends with a reset of whoever announced it, for it needs no token; otherwise it publishes', async ({ assert, client }) => {
    for (const [isReset, status] of [
      [false, 200],
      [true, 404],
    ] as const) {
      const person = await createUser({ platform: ['user'] })
      const { wasm_data: wasm, ...body } = publishBody({ name: pluginName() })
      const bytes = Buffer.from(wasm as string, 'base64')
      const announced = await client
        .post('/api/v1/plugins/publish')
        .bearerToken(await apiToken(person.user))
        .json({ ...body, checksum: sha256(bytes), size: bytes.length })
      announced.assertStatus(200)
      const { pathname, search } = new URL(announced.body().upload_url as string)
      if (isReset) await reset(client, person.user)
      const sent = await fetch(`http://${env.get('HOST')}:${env.get('PORT')}${pathname}${search}`, { method: 'PUT', body: bytes })
      assert.equal(sent.status, status)
    }
  })
})

/** A release that a friend staged and the account agreed to; two would have to. */
async function stagedBy(client: ApiClient, { friend, plugin, user }: Busy & TestUser<Tenant>): Promise<string> {
  await db.from('plugins').where('name', plugin).update({ require_stage_approvals: 2 })
  const { secret } = await programToken(friend, { stageOnly: true, scopes: ['publish-update'] })
  const staged = await client
    .post('/api/v1/plugins/publish')
    .bearerToken(secret)
    .json(publishBody({ name: plugin, version: '1.2.0', salt: 2 }))
  staged.assertStatus(200)
  const approve = `/api/v1/plugins/${plugin}/versions/1.2.0/stage/approve`
  ;(await client.post(approve).bearerToken(await apiToken(user))).assertStatus(200)
  return staged.body().version_id as string
}
