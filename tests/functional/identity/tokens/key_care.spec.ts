import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { decodeProtectedHeader } from 'jose'
import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { systemActor } from '#core/actor'
import { ChangeSigningKeys } from '#identity/signing_keys/change_signing_keys'
import RotateWhenDue from '#identity/signing_keys/jobs/rotate_when_due'
import KeysList from '#commands/keys_list'
import KeysRotate from '#commands/keys_rotate'
import { aceJson } from '#tests/support/ace'
import { apiToken, createUser } from '#tests/support/users'
import { Visitor } from '#tests/support/visitor'
import { useAlgorithm } from './support/forge.js'

const rotate = async () => {
  const changes = await app.container.make(ChangeSigningKeys)
  return changes.rotate('EdDSA', { actor: systemActor('test'), force: true })
}
const kidOf = (token: string) => decodeProtectedHeader(token).kid!

test.group('Care of signing keys', (group) => {
  group.each.teardown(() => useAlgorithm('HS256'))

  test('the job rotates when the key is old enough, and not twice', async ({ assert }) => {
    await useAlgorithm('EdDSA')
    const { user } = await createUser()
    const job = await app.container.make(RotateWhenDue)
    const first = kidOf(await apiToken(user))
    await job.handle()
    assert.equal(kidOf(await apiToken(user)), first)

    const monthAgo = DateTime.utc().minus({ days: 31 }).toJSDate()
    await db.from('token_signing_keys').whereIn('state', ['active', 'next']).update({ activated_at: monthAgo, created_at: monthAgo })
    await job.handle()
    const second = kidOf(await apiToken(user))
    assert.notEqual(second, first)
    await job.handle()
    assert.equal(kidOf(await apiToken(user)), second)
  })

  test('the command rotates and lists; a key nobody could have fetched yet does not sign', async ({ assert }) => {
    await useAlgorithm('EdDSA')
    const { user } = await createUser()
    const first = kidOf(await apiToken(user))
    await rotate()
    assert.containsSubset(await aceJson(KeysRotate), { error_code: 'NEXT_KEY_TOO_YOUNG', code: 1 })
    const done = await aceJson(KeysRotate, '--force')
    assert.containsSubset(done, { alg: 'EdDSA', code: 0 })
    const { keys } = (await aceJson(KeysList)) as unknown as { keys: { kid: string; state: string }[] }
    assert.equal(keys.find(({ kid }) => kid === done.kid)?.state, 'active')
    assert.equal(keys.find(({ kid }) => kid === first)?.state, 'retired')
    assert.exists(
      await db
        .from('audit_log')
        .where({ action: 'identity.signing_key_rotated', target_id: done.kid as string })
        .first()
    )
  })

  test('administrators see the keys and rotate them by page, moderators do not', async ({ assert }) => {
    await useAlgorithm('EdDSA')
    const admin = await createUser({ platform: ['admin'] })
    await apiToken(admin.user)
    await db
      .from('token_signing_keys')
      .where('state', 'next')
      .update({ created_at: new Date(Date.now() - 3_600_000) })
    const visitor = new Visitor()
    await visitor.signIn(admin.user.email, admin.password)
    const page = await visitor.open('/operator/signing-keys')
    const before = kidOf(await apiToken(admin.user))
    assert.include(page.text, before)
    await visitor.open('/operator/signing-keys/rotate')
    assert.equal((await visitor.submit('/operator/signing-keys/rotate')).status, 302)
    assert.notEqual(kidOf(await apiToken(admin.user)), before)

    const moderator = await createUser({ platform: ['moderator'] })
    const other = new Visitor()
    await other.signIn(moderator.user.email, moderator.password)
    assert.equal((await other.open('/operator/signing-keys')).status, 403)
  })
})
