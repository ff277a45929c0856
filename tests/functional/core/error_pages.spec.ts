import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import db from '@adonisjs/lucid/services/db'
import i18nManager from '@adonisjs/i18n/services/main'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import env from '#start/env'
import HttpExceptionHandler from '#core/http/exception_handler'
import { Visitor } from '#tests/support/visitor'
import { createUser } from '#tests/support/users'

test.group('Pages about an error', () => {
  test('a link that is over says so and leads to the sign-in; an address of nobody’s does not', async ({ assert }) => {
    for (const path of ['/reset-password/none', '/confirm-email/none', '/invitations/none']) {
      const { status, text } = await new Visitor().open(path)
      assert.equal(status, 404, path)
      assert.include(text, 'This link is over', path)
      assert.include(text, 'href="/sign-in"', path)
    }
    const { status, text } = await new Visitor().open('/no-such-page')
    assert.equal(status, 404)
    assert.include(text, 'There is nothing here')
    assert.notInclude(text, 'This link is over')
  })

  test('keep the reader’s language and colours, also where no page is', async ({ assert }) => {
    const reader = new Visitor()
    reader.cookies = new Map([
      ['rialto_theme', 'dark'],
      ['rialto_locale', 'ru'],
    ])
    const { text } = await reader.open('/no-such-page')
    assert.include(text, '<html lang="ru" data-bs-theme="dark">')
    assert.include(text, 'Здесь ничего нет')
  })

  test('a panel one may not open is answered in a panel of one’s own', async ({ assert }) => {
    const { user, password } = await createUser()
    const visitor = new Visitor()
    await visitor.signIn(user.email, password)
    const { status, text } = await visitor.open('/operator')
    assert.equal(status, 403)
    assert.include(text, 'href="/account/profile"')
    assert.notInclude(text, 'Operations')
  })

  test('a form that expired comes back with what was typed, but for secrets, and is not taken', async ({ assert }) => {
    const { user, password } = await createUser()
    const visitor = new Visitor()
    await visitor.signIn(user.email, password)
    const page = `http://${env.get('HOST')}:${env.get('PORT')}/account/profile`
    const stale = new Visitor({ referer: page })
    stale.cookies = visitor.cookies
    const { status, location } = await stale.submit('/account/profile', {
      _csrf: 'stale',
      full_name: 'Typed for an hour',
      password: 'Secret-1',
    })
    assert.equal(status, 302)
    assert.match(location ?? '', /\/account\/profile$/)
    const { text } = await stale.open('/account/profile')
    assert.include(text, 'The form had expired, and nothing was done')
    assert.include(text, 'Typed for an hour')
    assert.notInclude(text, 'Secret-1')
    assert.notEqual(((await db.from('users').where('id', user.id).first()) as { full_name: string }).full_name, 'Typed for an hour')
  })

  test('one without a session, or from another site, is answered by a page that leads back to the form', async ({ assert }) => {
    const origin = `http://${env.get('HOST')}:${env.get('PORT')}`
    const guest = new Visitor({ referer: `${origin}/sign-in?next=%2Faccount%2Forders` })
    guest.cookies.set('rialto_theme', 'dark')
    const expired = await guest.submit('/sign-in', { email: 'a@b.example', password: 'x' })
    assert.equal(expired.status, 419)
    assert.include(expired.text, 'The form has expired')
    assert.include(expired.text, 'data-bs-theme="dark"', 'in the reader’s colours')
    assert.notInclude(expired.text, 'You may not do this')
    assert.include(expired.text, 'href="/sign-in?next=%2Faccount%2Forders"')
    for (const referer of ['https://evil.example/form', `${origin}//evil.example/`, 'nonsense']) {
      const answer = await new Visitor({ referer }).submit('/sign-in', { email: 'a@b.example', password: 'x' })
      assert.equal(answer.status, 419, referer)
      assert.notInclude(answer.text, 'Open the form again', referer)
      assert.notInclude(answer.text, 'evil', referer)
    }
  })

  test('what comes too often is told how long to wait, in seconds or in minutes, and leads to the same page again', async ({ assert }) => {
    for (const [seconds, words] of [
      [45, 'Try again in 45 seconds'],
      [61, 'Try again in 61 seconds'],
      [840, 'Try again in 14 minutes'],
    ] as const) {
      const answer = await pageOf(
        '/search?q=lamp',
        Object.assign(new Error('Too many requests'), { ...LIMITED, response: { availableIn: seconds } })
      )
      assert.equal(answer.retryAfter, String(seconds))
      assert.include(answer.text, words)
      assert.include(answer.text, 'href="/search?q=lamp"')
    }
  })
})

const LIMITED = { status: 429, code: 'E_RATE_LIMIT_EXCEEDED' }

/** The page of an error that a request to an address met. */
async function pageOf(path: string, error: Error) {
  const req = Object.assign(new IncomingMessage(new Socket()), { url: path, method: 'GET', headers: { accept: 'text/html' } })
  const ctx = await testUtils.createHttpContext({ req })
  ctx.i18n = i18nManager.locale('en')
  await new HttpExceptionHandler().handle(error, ctx)
  return { text: String(ctx.response.getBody()), retryAfter: ctx.response.getHeader('retry-after') }
}
