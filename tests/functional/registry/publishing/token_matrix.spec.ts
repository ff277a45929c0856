import { test } from '@japa/runner'
import limiter from '@adonisjs/limiter/services/main'
import { apiToken } from '#tests/support/users'
import { pluginName, publishBody } from '#tests/support/plugin_uploads'
import { programToken, teamPlugin } from '#tests/support/publishing'
import { TOKEN_SCOPES, type TokenScope } from '#registry/tokens/token_scopes'
import type { ApiClient } from '@japa/api-client'

type Team = Awaited<ReturnType<typeof teamPlugin>>
type Role = 'owner' | 'maintainer' | 'publisher' | 'stranger'
type Endpoint = {
  scope: TokenScope
  roles: Role[]
  isOfPlugin: boolean
  call: (client: ApiClient, token: string, team: Team) => PromiseLike<Reply>
}
type Reply = { status: () => number; body: () => { error_code?: string } }

let salt = 1
const nextVersion = () => `2.0.${salt++}`

/** What a token may be used for, who may do it, and how it is done. */
const ENDPOINTS: Record<string, Endpoint> = {
  'publish a new plugin': {
    ...{ scope: 'publish-new', roles: ['owner', 'maintainer', 'publisher', 'stranger'], isOfPlugin: false },
    call: (client, token, { name }) =>
      client
        .post('/api/v1/plugins/publish')
        .bearerToken(token)
        .json(publishBody({ name: pluginName(name), salt: salt++ })),
  },
  'publish a version': {
    ...{ scope: 'publish-update', roles: ['owner', 'maintainer', 'publisher'], isOfPlugin: true },
    call: (client, token, { name }) =>
      client
        .post('/api/v1/plugins/publish')
        .bearerToken(token)
        .json(publishBody({ name, version: nextVersion(), salt: salt++ })),
  },
  'announce a version': {
    ...{ scope: 'publish-update', roles: ['owner', 'maintainer', 'publisher'], isOfPlugin: true },
    call: (client, token, { name }) => {
      const { wasm_data: _, file_size: size, ...body } = publishBody({ name, version: nextVersion(), salt: salt++ })
      return client
        .post('/api/v1/plugins/publish')
        .bearerToken(token)
        .json({ ...body, size })
    },
  },
  'yank': {
    ...{ scope: 'yank', roles: ['owner', 'maintainer'], isOfPlugin: true },
    call: (client, token, { name }) => client.delete(`/api/v1/plugins/${name}/versions/1.0.0/yank`).bearerToken(token).json({}),
  },
}

/** Patterns a token may name, as seen from the plugin: whether they reach it. */
const PATTERNS: [string, (name: string) => string[], boolean][] = [
  ['every plugin', () => [], true],
  ['this plugin', (name) => [name.toUpperCase().replaceAll('-', '_')], true],
  ['its beginning', (name) => [`${name.slice(0, 12)}*`], true],
  ['another', (name) => [`${name}x`], false],
  ['another beginning', (name) => [`x${name.slice(0, 8)}*`], false],
]
const ROLES: Role[] = ['owner', 'maintainer', 'publisher', 'stranger']

const isDone = (reply: Reply) => reply.status() === 200

test.group('What a token is worth: scope × plugin × role × endpoint', (group) => {
  group.each.setup(() => limiter.clear())

  for (const [what, endpoint] of Object.entries(ENDPOINTS)) {
    test(`${what}: in its scope, for its plugins, by who may; nothing else`, async ({ client, assert }) => {
      const complaints: string[] = []
      const count = { can: 0, cannot: 0 }
      for (const role of ROLES) {
        for (const scope of TOKEN_SCOPES) {
          for (const [reach, patterns, isReached] of PATTERNS) {
            const team = await teamPlugin()
            const { secret } = await programToken(team[role], { scopes: [scope], plugins: patterns(team.name) })
            const reply = await endpoint.call(client, secret, team)
            // A new plugin is of the same beginning and of no name that a token could name before.
            const reaches = endpoint.isOfPlugin ? isReached : ['every plugin', 'its beginning'].includes(reach)
            const may = endpoint.scope === scope && reaches && endpoint.roles.includes(role)
            count[may ? 'can' : 'cannot']++
            const said = `${role}, token for ${scope} of ${reach}: ${reply.status()} ${reply.body().error_code ?? ''}`
            if (isDone(reply) !== may || (!may && reply.status() !== 403)) complaints.push(said)
            if (endpoint.roles.includes(role) && !may && reply.body().error_code !== 'INSUFFICIENT_SCOPE') {
              complaints.push(`no scope: ${said}`)
            }
          }
        }
      }
      assert.deepEqual(complaints, [])
      assert.isAbove(count.can, 3)
      assert.isAbove(count.cannot, 40)
    })

    test(`${what}: by who signed in, by role alone`, async ({ client, assert }) => {
      for (const role of ROLES) {
        const team = await teamPlugin()
        const reply = await endpoint.call(client, await apiToken(team[role]), team)
        assert.equal(reply.status(), endpoint.roles.includes(role) ? 200 : 403, role)
      }
    })
  }
})
