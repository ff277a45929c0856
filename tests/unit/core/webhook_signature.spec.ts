import fc from 'fast-check'
import { test } from '@japa/runner'
import { nextAttemptAt, MOST_ATTEMPTS } from '#core/webhooks/retry_plan'
import { readableExcerpt } from '#core/webhooks/readable_excerpt'
import { newWebhookSecret, webhookSignature } from '#core/webhooks/signature'
import { accepts } from '#tests/imitations/webhooks/webhook_receiver'

const message = fc.record({
  id: fc.stringMatching(/^msg_[0-9a-f]{32}$/),
  timestamp: fc.integer({ min: 0, max: 4_000_000_000 }),
  body: fc.string({ unit: 'binary', maxLength: 300 }),
})

test.group('Signatures of webhooks', () => {
  test('are those of the standard', ({ assert }) => {
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
    const given = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1614265330, body: '{"test": 2432232314}' }
    assert.equal(webhookSignature([secret], given), 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
  })

  test('are taken by who has a secret of them, old or new, and by nobody else; a changed part is noticed', ({ assert }) => {
    const algorithm = fc.constantFrom('hmac' as const, 'ed25519' as const)
    fc.assert(
      fc.property(message, algorithm, fc.constantFrom('id', 'timestamp', 'body'), (given, kind, part) => {
        const [old, now, other] = [newWebhookSecret(kind), newWebhookSecret(kind), newWebhookSecret(kind)]
        const keyOf = ({ secret, publicKey }: typeof old) => publicKey ?? secret
        const sent = { ...given, signature: webhookSignature([now.secret, old.secret], given) }
        assert.isTrue(accepts(keyOf(old), sent))
        assert.isTrue(accepts(keyOf(now), sent))
        assert.isFalse(accepts(keyOf(other), sent))
        const altered = part === 'timestamp' ? { ...sent, timestamp: sent.timestamp + 1 } : { ...sent, [part]: `${sent[part as 'id']}x` }
        assert.isFalse(accepts(keyOf(now), altered))
      }),
      { numRuns: 60 }
    )
  })

  test('a secret has 32 random bytes, and a pair shows its public half only', ({ assert }) => {
    const { secret, publicKey } = newWebhookSecret('hmac')
    assert.match(secret, /^whsec_/)
    assert.lengthOf(Buffer.from(secret.slice(6), 'base64'), 32)
    assert.isNull(publicKey)
    const pair = newWebhookSecret('ed25519')
    assert.match(pair.secret, /^whsk_/)
    assert.lengthOf(Buffer.from(pair.publicKey!.slice(5), 'base64'), 32)
    assert.notEqual(pair.secret.slice(5), pair.publicKey!.slice(5))
  })
})

test.group('Attempts of webhooks', () => {
  test('come ever later, spread, over a day, and then no more', ({ assert }) => {
    const start = new Date('2026-01-01T00:00:00Z')
    fc.assert(
      fc.property(fc.integer({ min: 1, max: MOST_ATTEMPTS - 1 }), fc.double({ min: 0, max: 1, noNaN: true }), (made, random) => {
        const at = nextAttemptAt(start, made, random)!
        assert.isAtLeast(at.getTime(), nextAttemptAt(start, made, 0)!.getTime())
        assert.isAtMost(at.getTime(), start.getTime() + 86_400_000 * 1.1)
        if (made > 1) assert.isAbove(at.getTime(), nextAttemptAt(start, made - 1, 1)!.getTime())
      })
    )
    assert.equal(nextAttemptAt(start, MOST_ATTEMPTS - 1, 0)!.getTime(), start.getTime() + 86_400_000)
    assert.isNull(nextAttemptAt(start, MOST_ATTEMPTS, 0))
  })

  test('what somebody answered is kept as text, short and without control characters', ({ assert }) => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => {
        const text = readableExcerpt(bytes)
        assert.isAtMost(text.length, 512)
        assert.notMatch(text, /(?![\n\t])\p{Cc}/u)
      })
    )
  })
})
