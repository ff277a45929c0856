import { test } from '@japa/runner'
import { Visitor } from '#tests/support/visitor'
import { createUser } from '#tests/support/users'

test.group('Messages beside the fields of a form', () => {
  test('are of the page’s language and do not name the field as programs do', async ({ assert }) => {
    const { user, password } = await createUser()
    for (const [language, message] of [
      ['ru', 'Обязательное поле'],
      ['en', 'This is required'],
    ]) {
      const visitor = new Visitor({ 'accept-language': language })
      await visitor.signIn(user.email, password)
      await visitor.open('/account/profile')
      await visitor.submit('/account/profile', { full_name: '', locale: language })
      const { text } = await visitor.open('/account/profile')
      assert.include(text, message)
      assert.notInclude(text, 'full_name field')
    }
  })

  test('count in the page’s language', async ({ assert }) => {
    const { user, password } = await createUser()
    const visitor = new Visitor({ 'accept-language': 'ru' })
    await visitor.signIn(user.email, password)
    await visitor.open('/account/profile')
    await visitor.submit('/account/profile', { full_name: 'я'.repeat(500), locale: 'ru' })
    assert.match((await visitor.open('/account/profile')).text, /Не больше \d+ символов/)
  })

  test('programs get the name of the field in the message, too', async ({ assert, client }) => {
    const answer = await client.post('/api/v1/auth/password-resets').header('accept-language', 'ru').json({ email: 7 })
    assert.equal(answer.status(), 422)
    assert.match(JSON.stringify(answer.body()), /The email field must be/)
  })
})
