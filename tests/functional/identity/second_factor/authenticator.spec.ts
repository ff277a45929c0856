import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { listVaultColumns } from '#core/modules'
import { sqlRows } from '#core/database/sql'
import { Vault, type VaultOwner } from '#core/vault/vault'
import { forgetCounts } from '#tests/support/forget_counts'
import { codeOf, isSignedIn } from '#tests/support/second_factors'
import { createUser } from '#tests/support/users'
import { Visitor } from '#tests/support/visitor'

type Sealed = { owner: VaultOwner; field: string; ciphertext: Uint8Array; keyId: string }

async function setUp() {
  const person = await createUser()
  const visitor = new Visitor()
  await visitor.signIn(person.user.email, person.password)
  await visitor.open('/account/security')
  await visitor.submit('/account/authenticator/start')
  const { text } = await visitor.open('/account/authenticator')
  const seed = /<code>([A-Z2-7 ]+)<\/code>/.exec(text)![1].replaceAll(' ', '')
  return { ...person, visitor, seed }
}

test.group('Setting up an authenticator app', (group) => {
  group.each.setup(forgetCounts)

  test('it counts once a code proved it, not before; then recovery codes are shown, once', async ({ assert }) => {
    const { user, password, visitor, seed } = await setUp()
    assert.equal((await new Visitor().signIn(user.email, password)).location, '/')
    await visitor.submit('/account/authenticator/confirm', { code: codeOf(seed, 5) })
    assert.isFalse((await db.from('users').where('id', user.id).firstOrFail()).has_second_factor)

    const shown = await visitor.submit('/account/authenticator/confirm', { code: codeOf(seed) })

    const codes = shown.text.match(/[a-z2-7]{4}(-[a-z2-7]{4}){3}/g)!
    assert.lengthOf(new Set(codes), 10)
    assert.equal(shown.headers.get('cache-control'), 'no-store')
    assert.notInclude((await visitor.open('/account/security')).text, codes[0])
    assert.equal((await visitor.open('/account/authenticator')).location, '/account/security')
    assert.equal((await new Visitor().signIn(user.email, password)).location, '/sign-in/second-factor')
  })

  test('the seed is sealed, recovery codes are hashed, the picture is an image of its own that nobody keeps', async ({ assert }) => {
    const { user, visitor, seed } = await setUp()
    const picture = await visitor.open('/account/authenticator/qr.svg')
    assert.equal(picture.headers.get('content-type'), 'image/svg+xml; charset=utf-8')
    assert.equal(picture.headers.get('cache-control'), 'no-store')
    assert.notMatch(picture.text, /style=|<script/)
    const shown = await visitor.submit('/account/authenticator/confirm', { code: codeOf(seed) })

    const stored = await db.from('totp_factors').where('user_id', user.id).firstOrFail()
    assert.isFalse((stored.ciphertext as Buffer).includes(seed))
    const hashes = JSON.stringify(await db.from('recovery_codes').where('user_id', user.id))
    for (const code of shown.text.match(/[a-z2-7]{4}(-[a-z2-7]{4}){3}/g)!) assert.notInclude(hashes, code.replaceAll('-', ''))
    assert.equal((await visitor.open('/account/authenticator/qr.svg')).location, '/account/security')
  })

  test('rotation of the vault finds the seed by its owner and place, and no other person opens it', async ({ assert }) => {
    const { user } = await setUp()
    const { user: other } = await setUp()
    const { table, ownerSql, fieldSql } = listVaultColumns().find((column) => column.table === 'totp_factors')!
    const sql = `select ${ownerSql} as owner, ${fieldSql} as field, ciphertext, key_id as "keyId" from ${table} where user_id = ?`
    const [mine] = await sqlRows<Sealed>(db, sql, [user.id])
    const [theirs] = await sqlRows<Sealed>(db, sql, [other.id])
    const vault = await app.container.make(Vault)
    assert.match(vault.open({ owner: mine.owner, field: mine.field, sealed: mine }), /^[A-Z2-7]{32}$/)
    assert.throws(() => vault.open({ owner: theirs.owner, field: theirs.field, sealed: mine }), 'A stored secret can not be opened')
  })

  test('a second one is refused until the first is removed; removed, sign-in asks for nothing and recovery codes are gone', async ({
    assert,
  }) => {
    const { user, password, visitor, seed } = await setUp()
    await visitor.submit('/account/authenticator/confirm', { code: codeOf(seed) })
    await visitor.submit('/account/authenticator/start')
    const [{ key_id: sealed }] = await db.from('totp_factors').where('user_id', user.id)
    assert.isString(sealed)
    assert.equal((await visitor.open('/account/authenticator')).location, '/account/security')

    await visitor.submit('/account/authenticator/remove')

    assert.lengthOf(await db.from('recovery_codes').where('user_id', user.id), 0)
    assert.equal((await new Visitor().signIn(user.email, password)).location, '/')
    const acts = await db.from('audit_log').where({ target_type: 'user', target_id: user.id }).orderBy('seq').select('action')
    assert.includeMembers(
      acts.map(({ action }) => action as string),
      ['identity.second_factor_added', 'identity.second_factor_removed']
    )
  })

  test('new recovery codes end the old ones; nobody has any without a second factor', async ({ assert }) => {
    const { user, password, visitor, seed } = await setUp()
    await visitor.submit('/account/recovery-codes/renew')
    assert.lengthOf(await db.from('recovery_codes').where('user_id', user.id), 0)
    const old = (await visitor.submit('/account/authenticator/confirm', { code: codeOf(seed) })).text.match(
      /[a-z2-7]{4}(-[a-z2-7]{4}){3}/g
    )!
    const fresh = (await visitor.submit('/account/recovery-codes/renew')).text.match(/[a-z2-7]{4}(-[a-z2-7]{4}){3}/g)!

    const other = new Visitor()
    await other.signIn(user.email, password)
    await other.open('/sign-in/second-factor')
    await other.submit('/sign-in/second-factor', { code: old[0] })
    assert.isFalse(await isSignedIn(other))
    await other.open('/sign-in/second-factor')
    await other.submit('/sign-in/second-factor', { code: fresh[0] })
    assert.isTrue(await isSignedIn(other))
  })
})
