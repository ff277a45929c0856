import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { Clock } from '#core/clock'
import { isSignedChallenge, signChallenge, type SignedFor } from '#identity/passkeys/signed_challenge'

const MADE: SignedFor = { purpose: 'register', userId: 'one', signInId: 'here' }

test.group('A challenge that nobody keeps', (group) => {
  group.each.setup(() => {
    Clock.freeze(DateTime.fromISO('2026-01-01T12:00:00Z'))
    return () => Clock.resume()
  })

  test('is good for what, whom and which sign-in it was made, and no two are the same', ({ assert }) => {
    const challenge = signChallenge(MADE, 1_000)
    assert.isTrue(isSignedChallenge(challenge, MADE))
    assert.notEqual(signChallenge(MADE, 1_000), challenge)
    for (const other of [{ purpose: 'step_up' }, { userId: 'two' }, { userId: null }, { signInId: 'there' }] as const) {
      assert.isFalse(isSignedChallenge(challenge, { ...MADE, ...other }), JSON.stringify(other))
    }
  })

  test('is good until it ends', ({ assert }) => {
    const challenge = signChallenge(MADE, 1_000)
    Clock.freeze(Clock.now().plus({ milliseconds: 1_000 }))
    assert.isTrue(isSignedChallenge(challenge, MADE))
    Clock.freeze(Clock.now().plus({ milliseconds: 1 }))
    assert.isFalse(isSignedChallenge(challenge, MADE))
  })

  test('cannot be made up, altered, cut or spelled otherwise', ({ assert }) => {
    const challenge = signChallenge(MADE, 1_000)
    const bytes = Buffer.from(challenge, 'base64url')
    const altered = [...bytes.keys()].map((at) => {
      const copy = Buffer.from(bytes)
      copy[at] ^= 1
      return copy.toString('base64url')
    })
    const wrong = [
      '',
      'AAAA',
      `${challenge}=`,
      ` ${challenge}`,
      bytes.subarray(1).toString('base64url'),
      bytes.toString('base64').concat('A'),
    ]
    for (const one of [...altered, ...wrong]) assert.isFalse(isSignedChallenge(one, MADE), one)
    assert.isTrue(isSignedChallenge(challenge, MADE))
  })
})
