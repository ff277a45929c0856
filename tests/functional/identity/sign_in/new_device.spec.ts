import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { deviceName } from '#identity/sessions/device_name'
import { forgetCounts } from '#tests/support/forget_counts'
import { Visitor } from '#tests/support/visitor'
import { createUser } from '#tests/support/users'
import { deliverAccountMail, lettersTo } from '#tests/support/account_mail'

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'
const longAgo = (id: string) =>
  db
    .from('users')
    .where('id', id)
    .update({ created_at: new Date(Date.now() - 86_400_000) })

test.group('A new device', (group) => {
  group.each.setup(forgetCounts)

  test('the owner is told of it once, with what to do; a known one is not worth a mail', async ({ assert }) => {
    const { user, password } = await createUser()
    await longAgo(user.id)
    const browser = new Visitor({ 'user-agent': FIREFOX })
    await browser.signIn(user.email, password)
    await deliverAccountMail(user.id)
    const [letter] = await lettersTo(user.email)
    for (const told of ['Firefox, Windows', '127.0.0.1', '/account/sign-ins']) assert.include(letter.text, told)

    await browser.open('/account/profile')
    await browser.submit('/sign-out')
    await browser.signIn(user.email, password)
    await deliverAccountMail(user.id)
    assert.lengthOf(await lettersTo(user.email), 1)
    await new Visitor({ 'user-agent': FIREFOX }).signIn(user.email, password)
    await deliverAccountMail(user.id)
    assert.lengthOf(await lettersTo(user.email), 2)
  })

  test('a program is known by its network and name; the first device of a new account is expected', async ({ client, assert }) => {
    const { user, password } = await createUser()
    const login = (agent: string) => client.post('/api/v1/auth/login').header('user-agent', agent).json({ email: user.email, password })
    await login('backup-script/1.0')
    await login('backup-script/1.0')
    await deliverAccountMail(user.id)
    assert.lengthOf(await lettersTo(user.email), 0)
    await login('something-else/2.0')
    await deliverAccountMail(user.id)
    assert.include((await lettersTo(user.email))[0].text, 'something-else/2.0')
  })

  test('a wrong password is no sign-in and no news', async ({ assert }) => {
    const { user } = await createUser()
    await longAgo(user.id)
    await new Visitor().signIn(user.email, 'not the password')
    await deliverAccountMail(user.id)
    assert.lengthOf(await lettersTo(user.email), 0)
    assert.lengthOf(await db.from('known_devices').where('user_id', user.id), 0)
  })

  test('devices are called as people call them', ({ assert }) => {
    const names: [string | null, string | null][] = [
      [FIREFOX, 'Firefox, Windows'],
      [
        'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 YaBrowser/25.6 Safari/537.36',
        'Yandex Browser, Linux',
      ],
      [
        'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0',
        'Edge, macOS',
      ],
      ['Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36', 'Chrome, Android'],
      ['curl/8.9.1', 'curl/8.9.1'],
      [null, null],
    ]
    for (const [agent, name] of names) assert.equal(deviceName(agent), name)
  })
})
