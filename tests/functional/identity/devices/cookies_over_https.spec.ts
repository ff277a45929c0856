import { test } from '@japa/runner'
import { forgetCounts } from '#tests/support/forget_counts'
import { createUser } from '#tests/support/users'
import { startSecondServer } from '#tests/support/second_server'
import { Visitor } from '#tests/support/visitor'

test.group('Cookies over HTTPS', (group) => {
  group.each.setup(forgetCounts)

  test('those that sign in, or spare a proof, can be planted by no other subdomain', async ({ assert }) => {
    const server = await startSecondServer({ APP_URL: 'https://market.example' })
    try {
      const { user, password } = await createUser()
      const visitor = new Visitor({}, server.base)
      await visitor.open('/sign-in')
      const { headers } = await visitor.submit('/sign-in', { email: user.email, password, remember: '1' })
      const cookies = [...new Set(headers.getSetCookie())]
      for (const name of ['rialto_session', 'rialto_browser', 'rialto_remember']) {
        const set = cookies.filter((cookie) => cookie.split('=')[0].endsWith(name))
        assert.lengthOf(set, 1, name)
        assert.match(set[0], new RegExp(`^__Host-${name}=`))
        for (const attribute of [/; Secure/i, /; HttpOnly/i, /; Path=\/(;|$)/i, /; SameSite=Lax/i]) assert.match(set[0], attribute)
        assert.notMatch(set[0], /; Domain=/i)
      }
      visitor.cookies.delete('__Host-rialto_session')
      assert.equal((await visitor.open('/account/profile')).status, 200, 'it signs in by itself')
    } finally {
      await server.stop()
    }
  }).timeout(120_000)
})
