import { test } from '@japa/runner'
import fc from 'fast-check'
import { VaultKeyMissing, VaultRefused } from '#core/vault/exceptions'
import { parseKeyRing } from '#core/vault/key_ring'
import { Vault, tenantOwner, type VaultOwner } from '#core/vault/vault'

const KEY = 'a first key of at least 32 characters'
const NEXT = 'a second key of at least 32 characters'

const vault = new Vault(parseKeyRing(KEY))
const owners = fc.uuid().map((id): VaultOwner => `tenant:${id}`)
const place = fc.record({ owner: owners, field: fc.string({ unit: 'grapheme', maxLength: 60 }) })
const text = fc.string({ unit: 'binary', maxLength: 300 }).filter((value) => value.isWellFormed())

test.group('The vault', () => {
  test('opens what it sealed, whatever the text', () => {
    fc.assert(
      fc.property(place, text, (where, plaintext) => {
        const sealed = vault.seal({ ...where, plaintext })
        return vault.open({ ...where, sealed }) === plaintext
      })
    )
  })

  test('seals the same text differently each time and never shows it', ({ assert }) => {
    const where = { owner: tenantOwner('t'), field: 'f', plaintext: 'a very telling secret' }
    const [one, two] = [vault.seal(where), vault.seal(where)]
    assert.notDeepEqual(one.ciphertext, two.ciphertext)
    assert.notInclude(Buffer.from(one.ciphertext).toString('latin1'), 'telling')
  })

  test('refuses a ciphertext of which any bit was flipped', ({ assert }) => {
    fc.assert(
      fc.property(place, text, fc.nat(), (where, plaintext, position) => {
        const sealed = vault.seal({ ...where, plaintext })
        const bit = position % (sealed.ciphertext.length * 8)
        sealed.ciphertext[bit >> 3]! ^= 1 << (bit & 7)
        assert.throws(() => vault.open({ ...where, sealed }), VaultRefused.message)
      })
    )
  })

  test('refuses a ciphertext that was cut or lengthened', ({ assert }) => {
    const where = { owner: tenantOwner('t'), field: 'f' }
    const { ciphertext, keyId } = vault.seal({ ...where, plaintext: 'secret' })
    for (let length = 0; length < ciphertext.length; length++) {
      assert.throws(() => vault.open({ ...where, sealed: { ciphertext: ciphertext.slice(0, length), keyId } }), VaultRefused.message)
    }
    const longer = new Uint8Array([...ciphertext, 0])
    assert.throws(() => vault.open({ ...where, sealed: { ciphertext: longer, keyId } }), VaultRefused.message)
  })

  test('opens for the very owner and field alone, also where both run together to the same text', ({ assert }) => {
    fc.assert(
      fc.property(place, place, text, (own, other, plaintext) => {
        const sealed = vault.seal({ ...own, plaintext })
        fc.pre(own.owner !== other.owner && own.field !== other.field)
        assert.throws(() => vault.open({ owner: other.owner, field: own.field, sealed }), VaultRefused.message)
        assert.throws(() => vault.open({ owner: own.owner, field: other.field, sealed }), VaultRefused.message)
      })
    )
    const sealed = vault.seal({ owner: 'tenant:a', field: 'bc', plaintext: 'secret' })
    assert.throws(() => vault.open({ owner: 'tenant:ab', field: 'c', sealed }), VaultRefused.message)
    assert.throws(() => vault.open({ owner: 'platform', field: 'bc', sealed }), VaultRefused.message)
  })

  test('with both keys in the ring old ciphertexts open and new ones are sealed with the new key', ({ assert }) => {
    const overlap = new Vault(parseKeyRing(NEXT, ` ${KEY} ,`))
    const where = { owner: tenantOwner(null), field: 'f' }
    const old = vault.seal({ ...where, plaintext: 'secret' })
    assert.equal(overlap.open({ ...where, sealed: old }), 'secret')
    const fresh = overlap.seal({ ...where, plaintext: 'secret' })
    assert.equal(fresh.keyId, overlap.currentKeyId)
    assert.notEqual(fresh.keyId, old.keyId)
    const after = new Vault(parseKeyRing(NEXT))
    assert.equal(after.open({ ...where, sealed: fresh }), 'secret')
    assert.throws(() => after.open({ ...where, sealed: old }), new VaultKeyMissing(old.keyId).message)
  })

  test('a ciphertext does not open under another key that is named for it', ({ assert }) => {
    const overlap = new Vault(parseKeyRing(NEXT, KEY))
    const where = { owner: tenantOwner(null), field: 'f' }
    const { ciphertext } = vault.seal({ ...where, plaintext: 'secret' })
    assert.throws(() => overlap.open({ ...where, sealed: { ciphertext, keyId: overlap.currentKeyId } }), VaultRefused.message)
  })

  test('takes no short key', ({ assert }) => {
    assert.throws(() => parseKeyRing('short'), /VAULT_KEY: a key has at least 32/)
    assert.throws(() => parseKeyRing(KEY, 'short'), /VAULT_PREVIOUS_KEYS/)
    assert.doesNotThrow(() => parseKeyRing(KEY, ''))
  })
})
