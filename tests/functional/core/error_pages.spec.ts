import { test } from '@japa/runner'
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
})
