import { test } from '@japa/runner'
import { Visitor } from '#tests/support/visitor'

test.group('Preferences', () => {
  test('go back to the page they were changed on', async ({ assert }) => {
    const visitor = new Visitor()
    await visitor.open('/sign-in')
    const answer = await visitor.submit('/preferences/theme', { theme: 'dark', back: '/sign-in?next=%2Fseller' })
    assert.equal(answer.location, '/sign-in?next=%2Fseller')
    assert.include((await visitor.open('/sign-in')).text, 'data-bs-theme="dark"')
  })

  for (const back of ['https://evil.example', '//evil.example', '/\\evil.example']) {
    test(`never lead to another site: ${back}`, async ({ assert }) => {
      const visitor = new Visitor()
      await visitor.open('/sign-in')
      const answer = await visitor.submit('/preferences/locale', { locale: 'ru', back })
      assert.equal(answer.location, '/')
    })
  }

  test('refuse what is neither a theme nor a language', async ({ assert }) => {
    const visitor = new Visitor()
    await visitor.open('/sign-in')
    await visitor.submit('/preferences/theme', { theme: 'neon' })
    assert.isFalse(visitor.cookies.has('rialto_theme'))
  })
})
