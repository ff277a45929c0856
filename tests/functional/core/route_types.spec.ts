import { readFile } from 'node:fs/promises'
import app from '@adonisjs/core/services/app'
import router from '@adonisjs/core/services/router'
import { test } from '@japa/runner'

test.group('Generated route types', () => {
  test('name every route there is; start the server once in development to write them anew', async ({ assert }) => {
    const types = await readFile(app.makePath('.adonisjs/server/routes.d.ts'), 'utf8')
    const names = Object.values(router.toJSON()).flatMap((routes) => routes.flatMap(({ name }) => name ?? []))
    assert.isAbove(names.length, 100)
    assert.deepEqual(
      names.filter((name) => !types.includes(`'${name}'`)),
      []
    )
  })
})
