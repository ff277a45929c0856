import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { forgetCounts } from '#tests/support/forget_counts'
import { createUser, apiToken } from '#tests/support/users'
import { appeal, APPEALED, decide, EVIDENCE, OPENED, queued, REASON, report } from '#tests/support/complaints'
import { pluginName, releasePlugin, actorOf, sha256 } from '#tests/support/plugin_uploads'
import { WithdrawVersion } from '#registry/takedowns/actions/withdraw_version'
import { withdraw } from '#tests/support/withdrawals'
import type { ApiClient } from '@japa/api-client'
import type User from '#identity/models/user'

const ROLES = ['guest', 'user', 'reporter', 'owner', 'other', 'moderator', 'first', 'admin'] as const
type Role = (typeof ROLES)[number]
type People = Record<Exclude<Role, 'guest'>, User>

/** What is asked about. Where somebody changed it, it is made anew for the next one. */
type Target = { name: string; pluginId: string; versionId: string; slug: string; publisherId: string; caseNumber?: string; itemId?: string }
type Fixture = (people: People, client: ApiClient) => Promise<Target>

const plugin: Fixture = async ({ owner }) => {
  const name = pluginName()
  const { pluginId, id: versionId } = await releasePlugin(owner, { name })
  const publisher = await db.from('publishers').where('user_id', owner.id).firstOrFail()
  return { name, pluginId, versionId, slug: publisher.slug as string, publisherId: publisher.id as string }
}
const takenDown: Fixture = async (people, client) => {
  const target = await plugin(people, client)
  await withdraw({ actor: actorOf(people.admin), pluginId: target.pluginId, act: 'take_down' })
  return target
}
const heldVersion: Fixture = async (people, client) => {
  const target = await plugin(people, client)
  const decision = { actor: actorOf(people.admin), versionId: target.versionId, reasonCode: 'other', publicReason: REASON }
  await (await app.container.make(WithdrawVersion)).handle({ ...decision, act: 'quarantine' })
  return target
}
const complaint: Fixture = async (people, client) => {
  const target = await plugin(people, client)
  const { case_number: caseNumber } = await report(client, target.name, { by: people.reporter })
  return { ...target, caseNumber, itemId: await queued(OPENED, caseNumber) }
}
const decided: Fixture = async (people, client) => {
  const target = await complaint(people, client)
  await decide(target.itemId!, people.first, 'reject')
  return target
}
const appealed: Fixture = async (people, client) => {
  const target = await decided(people, client)
  ;(await appeal(client, target.caseNumber!, people.owner)).assertStatus(200)
  return { ...target, itemId: await queued(APPEALED, target.caseNumber!) }
}

type Endpoint = { what: string; on: Fixture; path: (target: Target) => string; body?: (target: Target) => object; answers: string }

const api = (what: string, on: Fixture, path: string): Omit<Endpoint, 'answers'> => ({
  what,
  on,
  path: (target) => `/api/v1/${fill(path, target)}`,
})
const page = (what: string, on: Fixture, path: string): Omit<Endpoint, 'answers'> => ({
  what,
  on,
  path: (target) => `/${fill(path, target)}`,
})
const fill = (path: string, target: Target) => path.replace(/:(\w+)/g, (_, key: keyof Target) => target[key] ?? '')
const reason = () => ({ reason: REASON })
const STAFF = '401 403 403 403 403 200 200 200'
const SHOWN = '302 403 403 403 403 200 200 200'
const DONE = '302 403 403 403 403 302 302 302'
const ADMIN = '401 403 403 403 403 403 403 200'
const ruling = { version: 1, decision: 'approve', reason_code: 'other', reason: REASON }

/** In the order of `ROLES`: guest, user, reporter, owner, other, moderator, first (who decided the complaint), admin. */
const ENDPOINTS: Endpoint[] = [
  {
    ...api('report', plugin, 'plugins/:name/reports'),
    body: () => ({ kind: 'spam', evidence: EVIDENCE }),
    answers: '201 201 201 201 201 201 201 201',
  },
  { ...api('read a case', decided, 'reports/:caseNumber'), answers: '404 404 200 200 404 404 404 404' },
  { ...api('own cases', plugin, 'reports'), answers: '401 200 200 200 200 200 200 200' },
  {
    ...api('appeal', decided, 'reports/:caseNumber/appeal'),
    body: () => ({ grounds: EVIDENCE }),
    answers: '404 404 409 200 404 404 404 404',
  },
  { ...api('public log', plugin, 'log'), answers: '200 200 200 200 200 200 200 200' },
  { ...api('list taken down', plugin, 'admin/plugins/taken-down'), answers: STAFF },
  { ...api('take down', plugin, 'admin/plugins/:name/takedown'), body: reason, answers: STAFF },
  { ...api('quarantine', plugin, 'admin/plugins/:name/quarantine'), body: reason, answers: STAFF },
  { ...api('restore', takenDown, 'admin/plugins/:name/restore'), body: reason, answers: STAFF },
  { ...api('quarantine a version', plugin, 'admin/plugins/:name/versions/1.0.0/quarantine'), body: reason, answers: STAFF },
  { ...api('release a version', heldVersion, 'admin/plugins/:name/versions/1.0.0/release'), body: reason, answers: STAFF },
  { ...api('remove a version', heldVersion, 'admin/plugins/:name/versions/1.0.0/remove'), body: reason, answers: STAFF },
  { ...api('restrict', plugin, 'admin/publishers/:slug/restrict'), body: reason, answers: STAFF },
  { ...api('lift', plugin, 'admin/publishers/:slug/lift'), body: reason, answers: STAFF },
  { ...api('kill switch', plugin, `admin/digests/${sha256(Buffer.from('nobody has this'))}/block`), body: reason, answers: ADMIN },
  { ...api('kill switch back', plugin, `admin/digests/${sha256(Buffer.from('nobody has this'))}/allow`), body: reason, answers: ADMIN },
  { ...page('report form', plugin, 'plugins/:name/report'), answers: '200 200 200 200 200 200 200 200' },
  { ...page('case page', decided, 'cases/:caseNumber'), answers: '404 404 200 200 404 404 404 404' },
  { ...page('cases', plugin, 'cases'), answers: '200 200 200 200 200 200 200 200' },
  { ...page('queue', plugin, 'moderator/reviews'), answers: SHOWN },
  { ...page('decided', plugin, 'moderator/reviews/decided'), answers: SHOWN },
  { ...page('statistics', plugin, 'moderator/statistics'), answers: SHOWN },
  { ...page('texts', plugin, 'moderator/canned-texts'), answers: SHOWN },
  {
    ...page('write a text', plugin, 'moderator/canned-texts'),
    body: () => ({ reason_code: 'other', body_en: 'A text', body_ru: 'Текст' }),
    answers: DONE,
  },
  { ...page('quarantines', plugin, 'moderator/quarantines'), answers: SHOWN },
  { ...page('quarantines of operators', plugin, 'operator/quarantines'), answers: SHOWN },
  {
    ...page('withdraw', plugin, 'moderator/registry-plugins/:pluginId/withdraw'),
    body: () => ({ act: 'restrict', reason: REASON }),
    answers: DONE,
  },
  { ...page('a complaint', complaint, 'moderator/reviews/:itemId'), answers: SHOWN },
  { ...page('claim', complaint, 'moderator/reviews/:itemId/claim'), body: () => ({ version: 1 }), answers: DONE },
  { ...page('hand up', complaint, 'moderator/reviews/:itemId/escalate'), body: () => ({ version: 1, note: REASON }), answers: DONE },
  { ...page('decide a complaint', complaint, 'moderator/reviews/:itemId/decisions'), body: () => ruling, answers: DONE },
  {
    ...page('decide an appeal', appealed, 'moderator/reviews/:itemId/decisions'),
    body: () => ruling,
    answers: '302 403 403 403 403 302 403 302',
  },
]

async function call(client: ApiClient, endpoint: Endpoint, { target, as }: { target: Target; as: User | null }) {
  const path = endpoint.path(target)
  const isApi = path.startsWith('/api/')
  const body = endpoint.body?.(target) as Record<string, unknown> | undefined
  const request = (body ? client.post(path) : client.get(path)).redirects(0)
  if (as) isApi ? request.bearerToken(await apiToken(as)) : request.loginAs(as)
  if (body) isApi ? request.json(body) : request.withCsrfToken().form(body)
  return (await request).status()
}

test.group('Who may do what about trust: endpoint × role', (group) => {
  let people: People
  group.setup(async () => {
    const make = async (role: 'user' | 'moderator' | 'admin') => (await createUser({ platform: [role] })).user
    people = {
      ...{ user: await make('user'), reporter: await make('user'), owner: await make('user'), other: await make('user') },
      ...{ moderator: await make('moderator'), first: await make('moderator'), admin: await make('admin') },
    }
    await releasePlugin(people.other, { name: pluginName() })
  })
  group.each.setup(forgetCounts)

  for (const endpoint of ENDPOINTS) {
    test(`${endpoint.what}: ${endpoint.answers}`, async ({ client, assert }) => {
      let target = await endpoint.on(people, client)
      const answers: number[] = []
      for (const role of ROLES) {
        await forgetCounts()
        const status = await call(client, endpoint, { target, as: role === 'guest' ? null : people[role] })
        answers.push(status)
        const isChanged = endpoint.body && status < 400 && role !== 'guest'
        if (isChanged && role !== ROLES.at(-1)) target = await endpoint.on(people, client)
      }
      assert.equal(answers.join(' '), endpoint.answers)
    }).timeout(120_000)
  }

  test('nobody decides what is his own, whatever his role', async ({ client, assert }) => {
    const target = await complaint(people, client)
    await db.table('role_bindings').multiInsert([people.owner, people.reporter].map(({ id }) => ({ user_id: id, role: 'admin' })))
    try {
      for (const what of ['take down', 'quarantine a version', 'restrict', 'decide a complaint', 'hand up']) {
        const endpoint = ENDPOINTS.find((one) => one.what === what)!
        assert.equal(await call(client, endpoint, { target, as: people.owner }), 403, what)
      }
      const deciding = ENDPOINTS.find((one) => one.what === 'decide a complaint')!
      assert.equal(await call(client, deciding, { target, as: people.reporter }), 403)
      assert.equal((await db.from('plugins').where('id', target.pluginId).firstOrFail()).status, 'active')
    } finally {
      await db.from('role_bindings').whereIn('user_id', [people.owner.id, people.reporter.id]).where('role', 'admin').delete()
    }
  })
})
