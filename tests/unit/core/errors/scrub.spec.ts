import { test } from '@japa/runner'
import { scrub, scrubText } from '#core/errors/scrub'

const SECRETS: [string, string][] = [
  ['Key (email)=(jane.doe+x@example.co.uk) already exists', 'jane.doe'],
  ['authorization: Bearer abc.def-123~', 'abc.def-123'],
  ['token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln is no good', 'eyJhbGciOiJIUzI1NiJ9'],
  ['connect postgres://rialto:hunter2@db.internal:5432/x', 'hunter2'],
  ['GET /reset?token=abc123&next=/', 'abc123'],
  ['{"password":"correct horse"}', 'correct'],
  ['rlt_0a1b2c3d4e5f60718293a4b5c6d7e8f9', '0a1b2c3d4e5f'],
  ['card 4242 4242 4242 4242 declined', '4242 4242'],
  ['-----BEGIN PRIVATE KEY-----\nMIIEvQ\n-----END PRIVATE KEY-----', 'MIIEvQ'],
]

test.group('What leaves in an error report', () => {
  for (const [text, secret] of SECRETS) {
    test(`has no secret: ${text.slice(0, 40)}`, ({ assert }) => {
      assert.notInclude(scrubText(text), secret)
      assert.notInclude(JSON.stringify(scrub({ exception: { values: [{ value: text }] } })), secret)
    })
  }

  test('leaves out values of telling names whole, at any depth', ({ assert }) => {
    const clean = scrub({ a: [{ Cookie: 'x', newPassword: 'y', nested: { api_key: 'z', kept: 'word' } }] })
    assert.deepEqual(clean, { a: [{ Cookie: '[hidden]', newPassword: '[hidden]', nested: { api_key: '[hidden]', kept: 'word' } }] })
  })

  test('keeps what helps: messages, paths, ids of things', ({ assert }) => {
    for (const text of [
      'Cannot read properties of undefined (reading "total")',
      'insert into "orders" failed at app/orders/actions/place_order.ts:12:3',
      'order 01890c5a-7b2e-7f00-8000-3f2a9d1c4b5e is not there',
    ]) {
      assert.equal(scrubText(text), text)
    }
  })
})
