import env from '#start/env'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { randomUUID } from 'node:crypto'
import MailTokenCreated from '#registry/tokens/jobs/mail_token_created'
import { hashTokenSecret } from '#registry/tokens/token_secret'
import { listOperations } from '#core/http/openapi/operation'
import { openApiPath } from '#core/http/openapi/document'
import { tokenUses } from '#registry/tokens/token_uses'
import { forgetCounts } from '#tests/support/forget_counts'
import { apiToken, createUser } from '#tests/support/users'
import { pluginModule, pluginName, publishBody } from '#tests/support/plugin_uploads'
import { programToken, somebody, teamPlugin } from '#tests/support/publishing'
import { Visitor } from '#tests/support/visitor'
import type { DomainEvent } from '#core/outbox/event'

const TOKENS = '/api/v1/tokens'
const PUBLISH = '/api/v1/plugins/publish'
const ALL = ['publish-new', 'publish-update', 'yank', 'owners', 'trusted-publishing']

test.group('Tokens for programs', (group) => {
  group.each.setup(forgetCounts)

  test('are made with terms, shown once and kept as a hash', async ({ client, assert }) => {
    const user = await somebody()
    const token = await apiToken(user)
    const body = { name: 'CI', scopes: ['publish-update', 'yank'], plugins: ['Acme.*', 'Other_One'], stage_only: true, expires_in_days: 7 }
    const made = await client.post(TOKENS).bearerToken(token).json(body)
    made.assertStatus(201)
    assert.equal(made.header('cache-control'), 'no-store')
    const { id, token: secret, prefix } = made.body()
    assert.match(secret, /^rlt_[\w-]{43}$/)
    assert.isTrue(secret.startsWith(prefix))

    const row = await db.from('api_tokens').where('id', id).firstOrFail()
    assert.equal(row.hash, hashTokenSecret(secret))
    assert.notInclude(JSON.stringify(row), secret)
    assert.deepEqual(row.plugin_scopes, ['acme-*', 'other-one'])
    const shown = await client.get(`${TOKENS}/${id}`).bearerToken(token)
    assert.containsSubset(shown.body(), { name: 'CI', stage_only: true, scopes: ['publish-update', 'yank'], last_used_at: null })
    const list = await client.get(TOKENS).bearerToken(token)
    assert.deepEqual(
      list.body().data.map((one: { id: string }) => one.id),
      [id]
    )
    assert.notInclude(JSON.stringify([shown.body(), list.body()]), secret)
    const audit = await db.from('audit_log').where({ target_id: id, action: 'registry.token_created' }).firstOrFail()
    assert.notInclude(JSON.stringify(audit), secret)
  })

  test('with terms that are none are refused, camelCase is understood', async ({ client }) => {
    const token = await apiToken(await somebody())
    const make = (body: object) =>
      client
        .post(TOKENS)
        .bearerToken(token)
        .json({ name: 'CI', scopes: ['yank'], ...body })
    for (const body of [{ scopes: [] }, { scopes: ['everything'] }, { plugins: ['*'] }, { plugins: ['a b'] }, { expires_in_days: 0 }]) {
      ;(await make(body)).assertStatus(422)
    }
    ;(await make({ expires_in_days: 400 })).assertBodyContains({ details: [{ field: 'expires_in_days' }] })
    ;(await make({ expiresInDays: 3, stageOnly: true })).assertStatus(201)
  })

  test('are not made on terms that nobody would keep', async ({ client, assert }) => {
    const user = await somebody()
    const token = await apiToken(user)
    for (const term of ['expires_at', 'expiresAt', 'plugin_scopes', 'stage-only', 'constructor']) {
      const refused = await client
        .post(TOKENS)
        .bearerToken(token)
        .json({ name: 'CI', scopes: ['yank'], [term]: '2030-01-01T00:00:00Z' })
      refused.assertStatus(422)
      const [{ field, rule }] = refused.body().details
      assert.deepEqual([field, rule], [term === 'expiresAt' ? 'expires_at' : term, 'unknown'])
    }
    assert.lengthOf(await db.from('api_tokens').where('user_id', user.id), 0)
  })

  test("are nobody else's to see, turn or end", async ({ client, assert }) => {
    const { id, secret } = await programToken(await somebody())
    const other = await apiToken(await somebody())
    for (const call of [client.get(`${TOKENS}/${id}`), client.get(`${TOKENS}/${id}/history`), client.post(`${TOKENS}/${id}/rotate`)]) {
      ;(await call.bearerToken(other)).assertStatus(404)
    }
    ;(await client.delete(`${TOKENS}/${id}`).bearerToken(other)).assertStatus(404)
    const row = await db.from('api_tokens').where('hash', hashTokenSecret(secret)).firstOrFail()
    assert.isNull(row.revoked_at)
  })

  test('open what names their scope and nothing else of the whole API', async ({ assert }) => {
    const { secret } = await programToken(await somebody(), { scopes: ALL })
    const complaints: string[] = []
    for (const [route, { id, roles, tokenScopes }] of listOperations()) {
      if (roles.includes('public')) continue
      const { pattern, methods } = route.toJSON()
      const path = openApiPath(pattern).replace(/\{\w+\}/g, () => randomUUID())
      const method = methods.find((one) => one !== 'HEAD')!
      const answer = await fetch(`http://${env.get('HOST')}:${env.get('PORT')}${path}`, {
        method,
        headers: { 'authorization': `Bearer ${secret}`, 'content-type': 'application/json' },
        ...(method === 'GET' ? {} : { body: '{}' }),
      })
      const text = await answer.text()
      const isRefused = answer.status === 403 && text.includes('INSUFFICIENT_SCOPE')
      const isOpened = !!tokenScopes?.some((scope) => ALL.includes(scope))
      if (isRefused === isOpened) complaints.push(`${id}: ${answer.status} ${text.slice(0, 100)}`)
    }
    assert.deepEqual(complaints, [])
  })

  test('make their bearer nobody where everybody may', async ({ client }) => {
    const { secret } = await programToken(await somebody(), { scopes: ALL })
    ;(await client.get('/api/v1/stats').bearerToken(secret)).assertStatus(200)
    ;(await client.get('/api/v1/stats').bearerToken(`${secret}x`)).assertStatus(401)
  })

  test('are worth nothing once revoked, expired, turned, or their owner is blocked', async ({ client }) => {
    const publish = (secret: string) => client.post(PUBLISH).bearerToken(secret).json({})
    const alive = async (secret: string) => (await publish(secret)).status() === 422
    const user = await somebody()
    const session = await apiToken(user)
    const tokens = await Promise.all([1, 2, 3, 4].map(() => programToken(user)))
    const [revoked, expired, turned, blocked] = tokens
    for (const { secret } of tokens) (await publish(secret)).assertStatus(422)

    ;(await client.delete(`${TOKENS}/${revoked.id}`).bearerToken(session)).assertStatus(204)
    ;(await publish(revoked.secret)).assertStatus(401)
    await db
      .from('api_tokens')
      .where('id', expired.id)
      .update({ expires_at: new Date(Date.now() - 1000) })
    ;(await publish(expired.secret)).assertStatus(401)
    const fresh = await client.post(`${TOKENS}/${turned.id}/rotate`).bearerToken(session)
    fresh.assertStatus(200)
    ;(await publish(turned.secret)).assertStatus(401)
    ;(await publish(fresh.body().token)).assertStatus(422)
    ;(await client.post(`${TOKENS}/${turned.id}/rotate`).bearerToken(session)).assertStatus(409)
    if (!(await alive(blocked.secret))) throw new Error('it should still work')
    await db.from('users').where('id', user.id).update({ status: 'blocked', block_reason: 'test', blocked_at: new Date() })
    ;(await publish(blocked.secret)).assertStatus(401)
  })

  test('made in a company end with the membership', async ({ client }) => {
    const { user, tenant } = await createUser({ tenant: { role: 'user' } })
    const { secret } = await programToken(user, {}, tenant.id)
    ;(await client.post(PUBLISH).bearerToken(secret).json({})).assertStatus(422)
    await db.from('tenant_members').where({ tenant_id: tenant.id, user_id: user.id }).delete()
    ;(await client.post(PUBLISH).bearerToken(secret).json({})).assertStatus(401)
  })

  test('take along what they announced: a revoked one sends no bytes', async ({ assert }) => {
    const { name, owner } = await teamPlugin()
    const announce = async () => {
      const { id, secret } = await programToken(owner)
      const { wasm_data: _, file_size: size, ...body } = publishBody({ name, version: `3.0.${Math.floor(Math.random() * 1e6)}` })
      const answer = await fetch(`http://${env.get('HOST')}:${env.get('PORT')}${PUBLISH}`, {
        method: 'POST',
        headers: { 'authorization': `Bearer ${secret}`, 'content-type': 'application/json' },
        body: JSON.stringify({ ...body, size }),
      })
      const { pathname, search } = new URL(((await answer.json()) as { upload_url: string }).upload_url)
      return { id, path: pathname + search }
    }
    const put = async (path: string) =>
      (await fetch(`http://${env.get('HOST')}:${env.get('PORT')}${path}`, { method: 'PUT', body: pluginModule() })).status
    const kept = await announce()
    assert.equal(await put(kept.path), 200)
    const version = await db.from('plugin_versions').where('token_id', kept.id).firstOrFail()
    assert.equal(version.published_by, owner.id)
    const revoked = await announce()
    await db.from('api_tokens').where('id', revoked.id).update({ revoked_at: new Date(), revoked_reason: 'test' })
    assert.equal(await put(revoked.path), 404)
  })

  test('remember when they were last used, written once for many requests, and what was done with them', async ({ client, assert }) => {
    const user = await somebody()
    const { id, secret } = await programToken(user, { scopes: ['publish-new'] })
    let writes = 0
    const count = ({ sql }: { sql: string }) => void (writes += Number(/update api_tokens/.test(sql)))
    db.connection().getWriteClient().on('query', count)
    for (let at = 0; at < 5; at++) await client.post(PUBLISH).bearerToken(secret).json({})
    assert.isNull((await db.from('api_tokens').where('id', id).firstOrFail()).last_used_at)
    const name = pluginName()
    ;(await client.post(PUBLISH).bearerToken(secret).json(publishBody({ name }))).assertStatus(200)
    await tokenUses.flush()
    const { last_used_at: at, last_used_ip: ip } = await db.from('api_tokens').where('id', id).firstOrFail()
    assert.instanceOf(at, Date)
    assert.include(ip, '127.0.0.1')
    assert.isAtMost(writes, 1)
    const history = await client.get(`${TOKENS}/${id}/history`).bearerToken(await apiToken(user))
    assert.includeMembers(
      history.body().data.map((row: { action: string }) => row.action),
      ['registry.plugin_registered', 'registry.version_pending_review', 'registry.token_created']
    )
  })

  test('tell their owner by mail, in the language of theirs and without the secret', async ({ assert }) => {
    const { user } = await createUser({ platform: ['user'], locale: 'ru' })
    const { id, secret } = await programToken(user)
    const event = await db.from('outbox').where({ name: 'registry.token_created.v1', aggregate_id: id }).firstOrFail()
    await new MailTokenCreated().handle({ aggregateId: id, payload: event.payload } as DomainEvent<{ user_id: string }>)
    const letter = await db.from('mailbox').where('recipient', user.email).firstOrFail()
    assert.include(letter.subject, 'Новый токен')
    assert.include(letter.text, `/publisher/tokens/${id}`)
    assert.notInclude(letter.text, secret)
  })

  test('are made, looked at and revoked by page; the secret is shown once', async ({ assert }) => {
    const { user, password } = await createUser({ platform: ['user'] })
    const browser = new Visitor()
    await browser.signIn(user.email, password)
    await browser.open('/publisher/tokens/new')
    const made = await browser.submit('/publisher/tokens', {
      'name': 'From CI',
      'scopes[]': 'yank',
      'plugins': 'acme-*, other',
      'expires_in_days': '5',
    })
    const secret = /rlt_[\w-]{43}/.exec(made.text)?.[0]
    assert.isString(secret)
    const { id, plugin_scopes: plugins } = await db.from('api_tokens').where('hash', hashTokenSecret(secret!)).firstOrFail()
    assert.deepEqual(plugins, ['acme-*', 'other'])
    const page = await browser.open(`/publisher/tokens/${id}`)
    assert.include(page.text, 'From CI')
    assert.notInclude(page.text, secret!)
    assert.include((await browser.open('/publisher/tokens')).text, 'From CI')
    await browser.open(`/publisher/tokens/${id}/revoke`)
    await browser.submit(`/publisher/tokens/${id}/revoke`)
    assert.isNotNull((await db.from('api_tokens').where('id', id).firstOrFail()).revoked_at)
    const stranger = await createUser({ platform: ['user'] })
    const other = new Visitor()
    await other.signIn(stranger.user.email, stranger.password)
    assert.equal((await other.open(`/publisher/tokens/${id}`)).status, 404)
  })
})
