import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { activeRuleset } from '#registry/scanning/rules/active_ruleset'
import { createUser } from '#tests/support/users'
import { moderator, withdraw } from '#tests/support/withdrawals'
import { actorOf } from '#tests/support/plugin_uploads'
import { approve, publishScript } from '#tests/functional/registry/scanning/support/script_uploads'

const KEY = `AKIA${'Q3XW7ZB2MNE5TYRV'}`
const operator = async () => (await createUser({ platform: ['admin'] })).user

test.group('What is told of a scan', () => {
  test('everybody reads status, score and findings in their language, and nothing that helps to misuse them', async ({
    client,
    assert,
  }) => {
    const { id, name } = await publishScript({ head: `const key = '${KEY}'` })
    ;(await client.get(`/api/v1/plugins/${name}/security`)).assertStatus(404)
    await approve(id)
    const path = `/api/v1/plugins/${name}/security`
    const english = await client.get(path).header('accept-language', 'en')
    english.assertStatus(200)
    const { findings, scanned, ...rest } = english.body()
    assert.deepEqual(rest, { version: '1.0.0', status: 'warning', score: 80 })
    assert.deepInclude(findings[0], { severity: 'warning', category: 'secret', title: 'Secrets' })
    assert.isFalse(Number.isNaN(Date.parse(scanned)))
    assert.notInclude(JSON.stringify(english.body()), KEY.slice(0, 4))
    const russian = await client.get(path).header('accept-language', 'ru')
    assert.equal(russian.body().findings[0].title, 'Секреты')
    ;(await client.get(path).header('accept-language', 'en').header('if-none-match', english.header('etag')!)).assertStatus(304)
    ;(await client.get(path).header('accept-language', 'ru').header('if-none-match', english.header('etag')!)).assertStatus(200)
    const entry = await client.get(`/api/v1/plugins/${name}`).header('accept', 'application/vnd.mockforge.v2+json')
    assert.equal(entry.body().securityScore, 80)
    const page = await client.get(`/plugins/${name}/security`)
    page.assertStatus(200)
    assert.notInclude(page.text(), KEY.slice(0, 4))
  })

  test('of one version by its number; a clean one passes; what is hidden is not there', async ({ client, assert }) => {
    const { id, name, pluginId } = await publishScript()
    await approve(id)
    const path = `/api/v1/plugins/${name}/versions/1.0.0/security`
    assert.containSubset((await client.get(path)).body(), { status: 'pass', score: 100, findings: [] })
    ;(await client.get(path.replace('1.0.0', '9.0.0'))).assertStatus(404)
    await withdraw({ actor: actorOf(await moderator()), pluginId, act: 'take_down' })
    ;(await client.get(path)).assertStatus(404)
    ;(await client.get(`/api/v1/plugins/${name}/security`)).assertStatus(404)
  })

  test('its publisher sees where it is, what was tried and by which rule it waits; another one nothing', async ({ client, assert }) => {
    const { id, user } = await publishScript({
      head: `const key = '${KEY}'`,
      body: 'await kv.get("a"); return { discounts: [] }',
      imports: ['kv'],
      capabilities: ['kv'],
    })
    const page = await client.get(`/publisher/versions/${id}`).loginAs(user)
    page.assertStatus(200)
    for (const text of ['AKIA…', 'Dry run', 'kv_get', 'discount@1', 'The operator wants to see every version']) {
      assert.include(page.text(), text)
    }
    assert.notInclude(page.text(), KEY)
    const { user: other } = await createUser({ platform: ['user'] })
    ;(await client.get(`/publisher/versions/${id}`).loginAs(other)).assertStatus(404)
  })
})

test.group('Rules in the operator panel', () => {
  test('are read in words, written anew, tried on what was before, and put in force', async ({ client, assert }) => {
    const admin = await operator()
    await publishScript()
    const index = await client.get('/operator/upload-rules').loginAs(admin)
    index.assertStatus(200)
    assert.include(index.text(), 'The scan warns')
    const before = await activeRuleset(db)
    const document = { ...before.document, otherwise: 'review' as const, rules: [] }
    const form = { note: 'Everything to a moderator', document: JSON.stringify(document) }
    const saved = await client.post('/operator/upload-rules').loginAs(admin).withCsrfToken().form(form).redirects(0)
    saved.assertStatus(302)
    const path = new URL(saved.header('location')!, 'http://x').pathname
    const tried = await client.get(path).loginAs(admin)
    assert.include(tried.text(), 'On what was uploaded before')
    const version = Number(path.split('/').at(-1))
    const activate = (of: number, instead: number) =>
      client.post(`/operator/upload-rules/${of}/activate`).loginAs(admin).withCsrfToken().form({ instead }).redirects(0)
    await activate(version, before.version + 1_000)
    assert.equal((await activeRuleset(db)).version, before.version)
    await activate(version, before.version)
    assert.equal((await activeRuleset(db)).version, version)
    await activate(before.version, version)
    assert.equal((await activeRuleset(db)).version, before.version)
    await db.from('rescans').whereNull('finished_at').update({ finished_at: new Date() })
  })

  test('that are none are shown again with each fault by its place', async ({ client, assert }) => {
    const admin = await operator()
    const send = (document: string) =>
      client.post('/operator/upload-rules').loginAs(admin).withCsrfToken().form({ note: 'Wrong', document })
    const count = async () => (await db.from('scan_rulesets').count('* as n').firstOrFail()).n as number
    const before = await count()
    const broken = await send('{"rules": [')
    broken.assertStatus(422)
    const unknown = await send(JSON.stringify({ severities: { nonsense: 'info' }, rules: [], otherwise: 'publish' }))
    unknown.assertStatus(422)
    assert.include(unknown.text(), 'severities.nonsense')
    assert.equal(await count(), before)
  })

  test('are for operators', async ({ client }) => {
    for (const role of ['moderator', 'user'] as const) {
      const { user } = await createUser({ platform: [role] })
      ;(await client.get('/operator/upload-rules').loginAs(user)).assertStatus(403)
      ;(await client.post('/operator/upload-rules/rescan').loginAs(user).withCsrfToken()).assertStatus(403)
    }
    ;(await client.get('/operator/upload-rules/999999').loginAs(await operator())).assertStatus(404)
    ;(await client.get('/operator/upload-rules/x').loginAs(await operator())).assertStatus(404)
  })
})
