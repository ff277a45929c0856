import { createHash, generateKeyPairSync } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { findSecrets, type ReadText } from '#registry/scanning/secrets/find_secrets'
import { readableTexts } from '#registry/scanning/secrets/readable_texts'
import type { PluginManifest } from '#runtime/manifest/plugin_manifest'

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** The same on every run, and as even as what a machine draws. */
const drawn = (seed: string, length: number, letters = LETTERS) =>
  Array.from({ length }, (_, i) => letters[createHash('sha256').update(`${seed} ${i}`).digest().readUInt32LE(0) % letters.length]).join('')

function withChecksum(prefix: string, seed: string) {
  const body = drawn(seed, 30)
  let [rest, sum] = [crc32(body), '']
  for (let i = 0; i < 6; i++) [sum, rest] = [BASE62[rest % 62] + sum, Math.floor(rest / 62)]
  return `${prefix}${body}${sum}`
}

const jwt = (claims: object) => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}.${drawn('signature', 43)}`
}

// Put together here, so that this file holds no secret of any shape.
const SECRETS: Record<string, () => string> = {
  'a GitHub token': () => withChecksum('ghp' + '_', 'a'),
  'a GitHub server token': () => withChecksum('ghs' + '_', 'b'),
  'a fine-grained GitHub token': () => `github_${'pat'}_${drawn('c', 22)}_${drawn('d', 59)}`,
  'an npm token': () => withChecksum('npm' + '_', 'e'),
  'a GitLab token': () => `glpat${'-'}${drawn('f', 20)}`,
  'an AWS key': () => `AKIA${drawn('g', 16, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')}`,
  'a Slack token': () => `xoxb${'-'}123456789012-987654321098-${drawn('h', 24)}`,
  'a Slack webhook': () => `https://hooks.slack.com/services/T${'0ABCDEF12'}/B${'0ABCDEF34'}/${drawn('i', 24)}`,
  'a Stripe key': () => `sk${'_live_'}${drawn('j', 32)}`,
  'a Google key': () => `AIza${drawn('k', 35)}`,
  'a SendGrid key': () => `SG.${drawn('l', 22)}.${drawn('m', 43)}`,
  'a token of ours': () => `rlt${'_'}${drawn('r', 43)}`,
  'a private key': () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  'an RSA key in a string': () =>
    JSON.stringify(generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({ type: 'pkcs1', format: 'pem' })),
  'a JWT': () => jwt({ sub: 'shop-7', exp: 4_000_000_000 }),
  'a value given to a secret': () => `const apiSecret = "${drawn('n', 40)}"`,
  'a hexadecimal one in JSON': () => `{"client_secret": "${createHash('sha256').update('o').digest('hex')}"}`,
  'an AWS secret by its name': () => `aws_secret_access_key = '${drawn('p', 40, `${LETTERS}+/`)}'`,
}

const INNOCENT: Record<string, string> = {
  'AWS own example': 'AKIAIOSFODNN7EXAMPLE and wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  'a GitHub token that is none': `ghp_${drawn('q', 36)}`,
  'a placeholder': 'ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx, glpat-XXXXXXXXXXXXXXXXXXXX, sk_live_your_key_here_0000000000',
  'a test key of Stripe': 'sk_test_4eC39HqLyjWDarjtT1zdp7dc',
  'the JWT of every introduction': jwt({ sub: '1234567890', name: 'John Doe' }),
  'the words private key': 'Paste what stands between -----BEGIN PRIVATE KEY----- and -----END PRIVATE KEY----- here.',
  'a key with an ellipsis': '-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA...\n-----END RSA PRIVATE KEY-----',
  'a reference to a secret': '{"Authorization": "Bearer {{secret:api_token}}", "token": "{{secret:api_token_of_shop}}"}',
  'a checksum': `checksum: "${createHash('sha256').update('x').digest('hex')}"`,
  'an integrity hash': '"integrity": "sha512-v2kDEe57lecTulaDIuNTPy3Ry4gLGJ6Z1O3vE1krgXZNrsQ+LFTGHVxVjcXPs17LhbZVGedAJv8XZ1tvj5FvSg=="',
  'a token by its kind': "const token = 'identifier_or_keyword_token'",
  'a name of a setting': 'secretName: "payments.provider.webhook.secret"',
  'an id beside the word': 'token_id: "0192e4a1-7c3b-7def-8000-1234567890ab"',
  'the alphabet': "const secretAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'",
  'a long sentence': 'password: "correct horse battery staple and so on and on"',
  'a risk score': 'risk_live_check_of_all_orders_by_the_platform_itself',
  'zeros': 'api_key = "00000000000000000000000000000000"',
}

const prose = (text: string, where: ReadText['where'] = 'readme'): ReadText[] => [{ where, text, isProse: true }]

test.group('Secrets in uploads', () => {
  for (const [what, make] of Object.entries(SECRETS)) {
    test(`${what} is found, and not repeated in what is kept`, ({ assert }) => {
      const secret = make()
      const found = findSecrets(prose(`One line.\nAnother: ${secret} and more.`))
      assert.lengthOf(found, 1, JSON.stringify(found))
      assert.equal(found[0]!.line, 2)
      assert.isBelow(found[0]!.mask.length, 45)
      const bare = secret.replace(/^.*["']([^"']{20,})["'].*$/s, '$1').replace(/^-----[A-Z ]+-----[\\n\s]*/, '')
      assert.notInclude(found[0]!.mask, bare.slice(4, 14))
    })
  }

  for (const [what, text] of Object.entries(INNOCENT)) {
    test(`${what} is no secret`, ({ assert }) => {
      assert.deepEqual(findSecrets(prose(text)), [])
    })
  }

  test('nothing is found in the plugins and papers of the platform itself', ({ assert }) => {
    for (const name of readdirSync(app.makePath('plugins')).filter((one) => one !== 'sdk')) {
      const files = readdirSync(app.makePath('plugins', name), { recursive: true, encoding: 'utf8' })
      for (const file of files.filter((one) => /\.(ts|json|md)$/.test(one) && !one.startsWith('fixtures'))) {
        const found = findSecrets(prose(readFileSync(app.makePath('plugins', name, file), 'utf8')))
        assert.deepEqual(found, [], `${name}/${file}`)
      }
    }
  })

  test('strings inside a module are read as they are kept there, one or two bytes a character', ({ assert }) => {
    const secret = SECRETS['an AWS key']!()
    const manifest = { id: 'x' } as unknown as PluginManifest
    const head = Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])
    for (const encoding of ['latin1', 'utf16le'] as const) {
      const artifact = new Uint8Array(Buffer.concat([head, Buffer.from(`key=${secret};`, encoding), head]))
      const found = findSecrets(readableTexts({ release: {}, artifact, manifest }))
      assert.deepEqual(
        found.map(({ kind, where }) => [kind, where]),
        [['aws_key', 'module']],
        encoding
      )
    }
  })

  test('texts made to take long are read in time', ({ assert }) => {
    const size = 1024 * 1024
    const texts = ['token="', 'eyJ', 'secret-', '-----BEGIN PRIVATE KEY-----\\n', 'xoxb-123456-', 'api_key   =   "'].map((part) =>
      part.repeat(Math.ceil(size / part.length))
    )
    texts.push('\n'.repeat(3 * size) + `${SECRETS['a JWT']!()} `.repeat(2_000))
    const startedAt = performance.now()
    for (const text of texts) findSecrets(prose(text))
    assert.isBelow(performance.now() - startedAt, 10_000)
  })
})
