import { createHash, createSign, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto'
import config from '#config/passkeys'

type Wishes = { origin?: string; rpId?: string; counter?: number; isVerified?: boolean; userId?: string }
type Options = { challenge: string; user?: { id: string } }

/** A security key in software: makes one passkey and signs with it, also as no honest one would. */
export class Authenticator {
  readonly id = randomBytes(32)
  readonly #keys: { privateKey: KeyObject; publicKey: KeyObject } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  #userHandle = ''
  #counter = 0

  get credentialId() {
    return this.id.toString('base64url')
  }

  /** JSON of the credential that `navigator.credentials.create()` answers with. */
  create(options: Options, wishes: Wishes = {}): string {
    this.#userHandle = options.user?.id ?? ''
    const { x, y } = this.#keys.publicKey.export({ format: 'jwk' })
    const key = cbor(
      new Map<unknown, unknown>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(x!, 'base64url')],
        [-3, Buffer.from(y!, 'base64url')],
      ])
    )
    const length = Buffer.from([this.id.length >> 8, this.id.length & 255])
    const authData = Buffer.concat([this.#authData(0x40, wishes), Buffer.alloc(16), length, this.id, key])
    const attestation = cbor(
      new Map<unknown, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', authData],
      ])
    )
    const response = { attestationObject: attestation.toString('base64url'), transports: ['internal'] }
    return this.#json({ ...response, clientDataJSON: clientData('webauthn.create', options, wishes).toString('base64url') })
  }

  /** JSON of the credential that `navigator.credentials.get()` answers with. */
  get(options: Options, wishes: Wishes = {}): string {
    this.#counter += 1
    const data = clientData('webauthn.get', options, wishes)
    const authenticatorData = this.#authData(0, { counter: this.#counter, ...wishes })
    const signed = Buffer.concat([authenticatorData, createHash('sha256').update(data).digest()])
    return this.#json({
      clientDataJSON: data.toString('base64url'),
      authenticatorData: authenticatorData.toString('base64url'),
      signature: createSign('sha256').update(signed).sign(this.#keys.privateKey).toString('base64url'),
      userHandle: wishes.userId ? Buffer.from(wishes.userId).toString('base64url') : this.#userHandle,
    })
  }

  #authData(flags: number, { rpId = config.id, counter = 0, isVerified = true }: Wishes) {
    const bytes = Buffer.alloc(5)
    bytes[0] = flags | 0x01 | (isVerified ? 0x04 : 0)
    bytes.writeUInt32BE(counter, 1)
    return Buffer.concat([createHash('sha256').update(rpId).digest(), bytes])
  }

  #json(response: Record<string, unknown>) {
    const id = this.credentialId
    return JSON.stringify({ id, rawId: id, type: 'public-key', clientExtensionResults: {}, authenticatorAttachment: 'platform', response })
  }
}

const clientData = (type: string, { challenge }: Options, { origin = config.origin }: Wishes) =>
  Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))

/** As much of CBOR as attestations need: small integers, bytes, text, maps. */
function cbor(value: unknown): Buffer {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value)
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  const entries = [...(value as Map<unknown, unknown>)]
  return Buffer.concat([head(5, entries.length), ...entries.flatMap(([key, one]) => [cbor(key), cbor(one)])])
}

function head(kind: number, size: number): Buffer {
  if (size < 24) return Buffer.from([(kind << 5) | size])
  if (size < 256) return Buffer.from([(kind << 5) | 24, size])
  return Buffer.from([(kind << 5) | 25, size >> 8, size & 255])
}
