import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { listOperations } from '#core/http/openapi/operation'
import { forgetCounts } from '#tests/support/forget_counts'
import { apiToken } from '#tests/support/users'
import { pluginName, publishBody } from '#tests/support/plugin_uploads'
import { giveRole, programToken, somebody, teamPlugin } from '#tests/support/publishing'
import { TOKEN_SCOPES, type TokenScope } from '#registry/tokens/token_scopes'
import { listApiOperations, type Operation } from '#tests/sweeps/support/operations'
import { send, type Reply } from '#tests/sweeps/support/send'
import { bodyFor } from '#tests/sweeps/support/bodies'
import { type World } from '#tests/sweeps/support/world'

/** `teammate`: maintainer by a team, not by themselves. */
const ROLES = ['owner', 'maintainer', 'teammate', 'publisher', 'stranger'] as const
type Role = (typeof ROLES)[number]

/** Which roles may what a scope is for. An operation that takes the scope is for them, unless it says so here. */
const BY_SCOPE: Record<TokenScope, readonly Role[]> = {
  'publish-new': ROLES,
  'publish-update': ['owner', 'maintainer', 'teammate', 'publisher'],
  'yank': ['owner', 'maintainer', 'teammate'],
  'owners': ['owner'],
  'trusted-publishing': ['owner'],
}
const INSIDERS: readonly Role[] = ['owner', 'maintainer', 'teammate', 'publisher']

/** Patterns a token may name, as seen from the plugin: whether they reach it. */
const PATTERNS: [string, (name: string) => string[], boolean][] = [
  ['every plugin', () => [], true],
  ['this plugin', (name) => [name.toUpperCase().replaceAll('-', '_')], true],
  ['its beginning', (name) => [`${name.slice(0, 12)}*`], true],
  ['another', (name) => [`${name}x`], false],
  ['another beginning', (name) => [`x${name.slice(0, 8)}*`], false],
]
const AT_ONCE = 24

type Case = { what: string; operation: Operation; scope: TokenScope; isOfPlugin: boolean; body: () => unknown }
type Attempt = { said: string; may: boolean; byRole: boolean; role: Role; run: () => Promise<Reply> }

let salt = 1
let team: Awaited<ReturnType<typeof createTeam>>

async function createTeam() {
  const made = { ...(await teamPlugin()), teammate: await somebody(), guest: await somebody() }
  await giveRole(made.name, made.guest, 'publisher')
  const { id: pluginId } = await db.from('plugins').where('name', made.name).select('id').firstOrFail()
  const [publisherId, teamId, slug] = [newId(), newId(), `matrix-${newId().slice(-12)}`]
  await db.table('publishers').insert({ id: publisherId, slug, name: 'Matrix', kind: 'org' })
  for (const user of [made.teammate, made.owner]) {
    await db.table('publisher_members').insert({ publisher_id: publisherId, user_id: user.id, role: 'member' })
  }
  await db.table('teams').insert([
    { id: teamId, publisher_id: publisherId, slug: 'core', name: 'Core' },
    { id: newId(), publisher_id: publisherId, slug: 'other', name: 'Other' },
  ])
  await db.table('team_members').insert({ team_id: teamId, publisher_id: publisherId, user_id: made.teammate.id })
  await db.table('plugin_teams').insert({ plugin_id: pluginId, team_id: teamId, role: 'maintainer' })
  return { ...made, slug }
}

/** The address with things that exist; what is changed is nobody whom the matrix asks. */
const pathOf = ({ path }: Operation) => {
  const known: Record<string, string> = { name: team.name, version: '1.0.0', user: team.guest.id, publisher: team.slug, team: 'other' }
  return path.replace(/\{(\w+)\}/g, (_, name: string) => known[name] ?? newId())
}

const version = () => publishBody({ name: team.name, version: `2.0.${salt++}`, salt: salt++ })
const announced = ({ wasm_data: _, file_size: size, ...body }: ReturnType<typeof publishBody>) => ({ ...body, size })

/** Publishing is several things by one operation; every other operation with a scope is one thing, found in the list. */
function casesOf(operation: Operation): Case[] {
  const [scope] = scopesOf(operation)
  if (operation.id !== 'publishPlugin') {
    const body = () => (operation.body ? bodyFor(operation, { plugin: team.name } as World) : undefined)
    return [{ what: operation.id, operation, scope, isOfPlugin: true, body }]
  }
  const create = () => publishBody({ name: pluginName(team.name), salt: salt++ })
  return [
    { what: 'publish a new plugin', operation, scope: 'publish-new', isOfPlugin: false, body: create },
    { what: 'publish a version', operation, scope: 'publish-update', isOfPlugin: true, body: version },
    { what: 'announce a version', operation, scope: 'publish-update', isOfPlugin: true, body: () => announced(version()) },
  ]
}

const specs = new Map(listOperations().map(([, spec]) => [spec.id, spec]))
/** Those of people's programs; machines of companies have others. */
const isTokenScope = (scope: string): scope is TokenScope => TOKEN_SCOPES.some((one) => one === scope)
const scopesOf = ({ id }: Operation) => (specs.get(id)?.tokenScopes ?? []).filter(isTokenScope)
const call = ({ operation, body }: Case, token: string) => send({ method: operation.method, path: pathOf(operation), token, body: body() })

const isRefused = ({ status }: Reply) => status === 401 || status === 403
/** To strangers plugins look absent where they are not public. */
const isKeptOut = (reply: Reply, role: Role) => isRefused(reply) || (role === 'stranger' && reply.status === 404)

async function complaintsOf(attempts: Attempt[]): Promise<string[]> {
  const complaints: string[] = []
  for (let at = 0; at < attempts.length; at += AT_ONCE) {
    const batch = attempts.slice(at, at + AT_ONCE)
    const replies = await Promise.all(batch.map(({ run }) => run()))
    replies.forEach((reply, index) => {
      const { said, may, byRole, role } = batch[index]
      const told = `${said}: ${reply.status} ${String(reply.json?.error_code ?? '')}`
      if (reply.status >= 500 || reply.status === 422) complaints.push(`no answer to the question: ${told}`)
      else if (may === isKeptOut(reply, role)) complaints.push(told)
      else if (!may && byRole && reply.json?.error_code !== 'INSUFFICIENT_SCOPE') complaints.push(`no scope: ${told}`)
    })
  }
  return complaints
}

test.group('What a token is worth: scope × plugin × role × operation', (group) => {
  group.setup(async () => {
    team = await createTeam()
  })
  group.each.setup(forgetCounts)

  const cases = () =>
    listApiOperations()
      .filter((operation) => scopesOf(operation).length)
      .flatMap(casesOf)

  test('an operation is done by a token of its scope that reaches the plugin, of who may; by no other', async ({ assert }) => {
    const attempts: Attempt[] = []
    for (const role of ROLES) {
      for (const scope of TOKEN_SCOPES) {
        for (const [reach, patterns, isReached] of PATTERNS) {
          const { secret } = await programToken(team[role], { scopes: [scope], plugins: patterns(team.name) })
          for (const one of cases()) {
            // A new plugin is of the same beginning and of no name that a token could name before.
            const reaches = one.isOfPlugin ? isReached : ['every plugin', 'its beginning'].includes(reach)
            const byRole = BY_SCOPE[one.scope].includes(role)
            const may = one.scope === scope && reaches && byRole
            attempts.push({ said: `${one.what}, ${role}, token for ${scope} of ${reach}`, may, byRole, role, run: () => call(one, secret) })
          }
        }
      }
    }
    assert.deepEqual(await complaintsOf(attempts), [])
    assert.isAtLeast(cases().length, 15)
    assert.isAbove(attempts.filter(({ may }) => may).length, 60)
    assert.isAbove(attempts.filter(({ may }) => !may).length, 1_500)
  }).timeout(600_000)

  test('who signed in may by role alone; everybody with a role may look', async ({ assert }) => {
    const attempts: Attempt[] = []
    for (const role of ROLES) {
      const token = await apiToken(team[role])
      for (const one of cases()) {
        const may = (one.operation.method === 'GET' ? INSIDERS : BY_SCOPE[one.scope]).includes(role)
        attempts.push({ said: `${one.what}, ${role}`, may, byRole: false, role, run: () => call(one, token) })
      }
    }
    assert.deepEqual(await complaintsOf(attempts), [])
  }).timeout(300_000)

  test('an operation that names no scope takes no token at all, whatever its scopes', async ({ assert }) => {
    const { secret } = await programToken(team.owner, { scopes: [...TOKEN_SCOPES] })
    const closed = listApiOperations().filter((operation) => !operation.roles.includes('public') && !scopesOf(operation).length)
    const attempts = closed.map((operation): Attempt => {
      const run = () => send({ method: operation.method, path: pathOf(operation), token: secret, body: operation.body ? {} : undefined })
      return { said: operation.id, may: false, byRole: true, role: 'owner', run }
    })
    assert.deepEqual(await complaintsOf(attempts), [])
    assert.isAbove(closed.length, 80)
  }).timeout(300_000)
})
