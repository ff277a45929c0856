import { test } from '@japa/runner'
import { withoutSecrets } from '#core/http/flash_input'

test.group('What is kept of a form', () => {
  test('is what was typed, in any depth, less what is secret by its name', ({ assert }) => {
    const typed = {
      email: 'a@example.test',
      role: 'owner',
      tags: ['one', 'two'],
      postal: { country_code: 'DE', street: 'Elm' },
    }
    const secrets = {
      _csrf: 'x',
      password: 'x',
      current_password: 'x',
      code: 'x',
      totp_code: 'x',
      api_key: 'x',
      token: 'x',
      private_key: 'x',
      credential: '{}',
      recovery: 'x',
    }
    assert.deepEqual(withoutSecrets({ ...typed, ...secrets }), typed)
    assert.deepEqual(withoutSecrets({ list: [{ ...typed, ...secrets }] }), { list: [typed] })
  })

  test('says nothing of what was not sent', ({ assert }) => {
    assert.deepEqual(withoutSecrets({}), {})
    assert.equal(withoutSecrets('plain'), 'plain')
    assert.isNull(withoutSecrets(null))
  })
})
