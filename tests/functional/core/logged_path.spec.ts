import router from '@adonisjs/core/services/router'
import { test } from '@japa/runner'
import { loggedPath } from '#core/http/logged_path'
import type { HttpContext } from '@adonisjs/core/http'

let logged = ''
router.get('/api/test/links/:token/open', (ctx: HttpContext) => {
  // What the handler of errors writes of this request.
  logged = loggedPath(ctx)
  return ctx.response.noContent()
})
router.get('/api/test/things/:id', (ctx: HttpContext) => {
  logged = loggedPath(ctx)
  return ctx.response.noContent()
})

test.group('Addresses in the log', () => {
  test('say which page it was, and nothing that opens it', async ({ assert, client }) => {
    const secret = 'k3J-very_secret.of a link'
    await client.get(`/api/test/links/${encodeURIComponent(secret)}/open`).qs({ secret })
    assert.equal(logged, '/api/test/links/:token/open')
    await client.get('/api/test/things/42')
    assert.equal(logged, '/api/test/things/42')
  })
})
