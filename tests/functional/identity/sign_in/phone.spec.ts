import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { forgetCounts } from '#tests/support/forget_counts'
import { apiToken, createUser } from '#tests/support/users'
import { deliverAccountMail, lettersTo } from '#tests/support/account_mail'
import { phoneCode } from '#identity/confirmations/phone_code'
import { Visitor } from '#tests/support/visitor'
import type { ApiClient } from '@japa/api-client'

const aNumber = () => `+7916${String(Math.trunc(Math.random() * 1e7)).padStart(7, '0')}`
const codeIn = (text: string) => /\b\d{6}\b/.exec(text)![0]
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
const phoneOf = async (id: string) => (await db.from('users').where('id', id).firstOrFail()).phone as string | null

async function somebody(client: ApiClient) {
  const { user, password } = await createUser()
  const token = await apiToken(user)
  return {
    user,
    password,
    send: (phone: string) => client.post('/api/v1/auth/phone').bearerToken(token).json({ phone }),
    confirm: (code: string) => client.post('/api/v1/auth/phone/confirm').bearerToken(token).json({ code }),
    remove: () => client.delete('/api/v1/auth/phone').bearerToken(token),
    async codeTo(phone: string) {
      await deliverAccountMail(user.id)
      const [letter] = await lettersTo(phone)
      return codeIn(letter.text)
    },
  }
}

test.group('Confirming a number', (group) => {
  group.each.setup(forgetCounts)

  test('the code of the message confirms it once; the message stands in the mailbox, the code in no row', async ({ client, assert }) => {
    const me = await somebody(client)
    const phone = aNumber()
    ;(await me.send(` ${phone.slice(0, 5)} (${phone.slice(5, 8)}) ${phone.slice(8)} `)).assertStatus(202)
    const code = await me.codeTo(phone)
    assert.equal((await lettersTo(phone))[0].channel, 'sms')
    assert.notInclude(JSON.stringify(await db.from('contact_confirmations').where('user_id', me.user.id)), `"${code}"`)

    assert.equal((await me.confirm(wrong(code))).body().error_code, 'WRONG_CODE')
    assert.isNull(await phoneOf(me.user.id))
    ;(await me.confirm(code)).assertStatus(204)
    assert.equal(await phoneOf(me.user.id), phone)
    ;(await me.confirm(code)).assertStatus(422)
    ;(await me.remove()).assertStatus(204)
    assert.isNull(await phoneOf(me.user.id))
  })

  test("another's code, an older one and one too old do nothing", async ({ client, assert }) => {
    const [me, other] = [await somebody(client), await somebody(client)]
    const [mine, theirs] = [aNumber(), aNumber()]
    await me.send(mine)
    const older = await me.codeTo(mine)
    await me.send(mine)
    await other.send(theirs)
    const [row] = (await db.from('contact_confirmations').where('user_id', me.user.id).orderBy('created_at', 'desc')) as { id: string }[]
    const good = phoneCode(row.id)
    for (const code of [older, await other.codeTo(theirs)].filter((candidate) => candidate !== good)) {
      ;(await me.confirm(code)).assertStatus(422)
    }
    await db
      .from('contact_confirmations')
      .where('id', row.id)
      .update({ expires_at: new Date(Date.now() - 1000) })
    ;(await me.confirm(good)).assertStatus(422)
    assert.isNull(await phoneOf(me.user.id))
  })

  test('five guesses are all, made at once as well', async ({ client, assert }) => {
    const me = await somebody(client)
    const phone = aNumber()
    await me.send(phone)
    const code = await me.codeTo(phone)
    await Promise.all(Array.from({ length: 12 }, () => me.confirm(wrong(code))))
    const row = await db.from('contact_confirmations').where('user_id', me.user.id).firstOrFail()
    assert.equal(row.attempts, 5)
    ;(await me.confirm(code)).assertStatus(422)
    assert.isNull(await phoneOf(me.user.id))

    await me.send(phone)
    ;(await me.confirm(await me.codeTo(phone))).assertStatus(204)
  })

  test('neither one person nor one number is sent many codes in an hour', async ({ client, assert }) => {
    const me = await somebody(client)
    const phone = aNumber()
    for (let at = 0; at < 5; at += 1) await me.send(at < 3 ? phone : aNumber())
    ;(await me.send(aNumber())).assertStatus(429)
    const others = [await somebody(client), await somebody(client), await somebody(client)]
    const statuses = []
    for (const other of others) statuses.push((await other.send(phone)).status())
    assert.deepEqual(statuses, [202, 202, 429])
    ;(await others[2].send(aNumber())).assertStatus(202)
  })

  test('what is no number is refused; the page does the same as the API', async ({ client, assert }) => {
    const me = await somebody(client)
    for (const bad of ['89161234567', '+0123456789', '+7916', '+7916123456789012', 'call me', '+7;DROP']) {
      ;(await me.send(bad)).assertStatus(422)
    }
    const visitor = new Visitor()
    const phone = aNumber()
    await visitor.signIn(me.user.email, me.password)
    await visitor.open('/account/contacts')
    await visitor.submit('/account/contacts/phone', { phone })
    assert.include((await visitor.open('/account/contacts')).text, 'name="code"')
    await visitor.submit('/account/contacts/phone/confirm', { code: await me.codeTo(phone) })
    assert.include((await visitor.open('/account/contacts')).text, phone)
    assert.equal(await phoneOf(me.user.id), phone)
  })
})
