import { randomUUID } from 'node:crypto'
import router from '@adonisjs/core/services/router'
import { test } from '@japa/runner'
import { createUser } from '#tests/support/users'
import { isApiPath } from '#core/http/api_path'
import { PANELS } from '#core/panels/panel_entry'
import type { ApiClient } from '@japa/api-client'

type Door = { method: string; path: string }

/** Every route of the panels but the programs' own doors beside them, so that a new one is covered without anybody remembering. */
const doors = (panel: string): Door[] =>
  Object.values(router.toJSON())
    .flat()
    .filter(({ pattern }) => (pattern === `/${panel}` || pattern.startsWith(`/${panel}/`)) && !isApiPath(pattern))
    .flatMap(({ pattern, methods }) =>
      methods.filter((method) => method !== 'HEAD').map((method) => ({ method, path: pattern.replace(/:\w+\??/g, () => randomUUID()) }))
    )

const knock = (client: ApiClient, { method, path }: Door) =>
  client.request(path, method).header('accept', 'text/html').withCsrfToken().redirects(0)

test.group('Doors of the panels', () => {
  for (const panel of PANELS) {
    test(`${panel}: a guest is sent to the sign-in by every route`, async ({ client, assert }) => {
      for (const door of doors(panel)) {
        const answer = await knock(client, door)
        assert.equal(answer.status(), 302, `${door.method} ${door.path}`)
        assert.match(answer.header('location') ?? '', /^\/sign-in/, `${door.method} ${door.path}`)
      }
    })
  }

  for (const panel of PANELS.filter((name) => name !== 'account')) {
    test(`${panel}: a buyer is refused by every route`, async ({ client, assert }) => {
      const { user } = await createUser()
      for (const door of doors(panel)) {
        const answer = await knock(client, door).loginAs(user)
        assert.equal(answer.status(), 403, `${door.method} ${door.path}`)
      }
    })
  }

  test('a superadmin is refused by none of the operator', async ({ client, assert }) => {
    const { user } = await createUser({ platform: ['superadmin'] })
    const lists = doors('operator').filter(({ method, path }) => method === 'GET' && !/[0-9a-f]{8}-/.test(path))
    assert.isNotEmpty(lists)
    for (const door of lists) {
      const answer = await knock(client, door).loginAs(user)
      assert.notInclude([302, 401, 403], answer.status(), `${door.method} ${door.path}`)
    }
  })
})
