import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { giveTotp } from '#tests/support/second_factors'
import { createUser } from '#tests/support/users'

/** Runs an Ace command in a process of its own, as the operator does. */
async function ace(args: string[], input = '') {
  const child = spawn(process.execPath, ['--no-warnings', '--import=./bin/typescript.mjs', 'bin/console.ts', ...args], {
    cwd: app.makePath(),
  })
  child.stdin.end(input)
  const [out, error, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((done) => child.on('close', done)),
  ])
  return { out: out.trim(), error: error.trim(), code }
}

test.group('Accounts from the terminal', () => {
  test('user:create makes an account with roles and answers JSON; the password is never an argument', async ({ client, assert }) => {
    const email = `ace-${newId()}@example.test`
    const { out, code } = await ace(['user:create', `--email=${email}`, '--name=Ace', '--role=support', '--json'], 'long enough pw\n')

    assert.equal(code, 0)
    assert.containsSubset(JSON.parse(out), { email, roles: ['support'] })
    const login = await client.post('/api/v1/auth/login').json({ email, password: 'long enough pw' })
    login.assertStatus(200)
  })

  test('user:role grants and takes away; a refusal is one line, exit code 1 and changes nothing', async ({ assert }) => {
    const { user } = await createUser()
    const roles = async () => (await db.from('role_bindings').where('user_id', user.id)).map(({ role }) => role)

    const granted = await ace(['user:role', user.email, 'moderator', '--json'])
    assert.equal(granted.code, 0)
    assert.containsSubset(JSON.parse(granted.out), { granted: true, changed: true })
    assert.deepEqual(await roles(), ['moderator'])

    const wrong = await ace(['user:role', user.email, 'emperor'])
    assert.equal(wrong.code, 1)
    assert.include(wrong.error, 'role')
    assert.lengthOf(wrong.error.split('\n'), 1)

    const unknown = await ace(['user:role', `nobody-${newId()}@example.test`, 'admin', '--json'])
    assert.equal(unknown.code, 1)
    assert.equal(JSON.parse(unknown.out).error_code, 'UNKNOWN_USER')

    assert.equal((await ace(['user:role', user.email, 'moderator', '--revoke'])).code, 0)
    assert.deepEqual(await roles(), [])
  })

  test('user:reset-second-factor lets the only superadmin back in; an account without one is refused', async ({ assert }) => {
    const boss = await createUser({ platform: ['superadmin'] })
    await giveTotp(boss)
    const args = ['user:reset-second-factor', boss.user.email, '--reason=Lost the phone', '--json']
    const done = await ace(args)
    assert.equal(done.code, 0, done.error)
    assert.isFalse((await db.from('users').where('id', boss.user.id).firstOrFail()).has_second_factor)
    const again = await ace(args)
    assert.equal(again.code, 1)
    assert.equal(JSON.parse(again.out).error_code, 'NO_FACTOR_TO_RESET')
  })
})
