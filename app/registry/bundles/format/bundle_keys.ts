import { isRevoked, predecessorsOf, successorsOf, type EndorsedKey } from '#registry/signing/key_chain'
import type { LogLine } from '#registry/bundles/format/bundle_lines'

/** More than any registry rotates in its life. */
const MOST_KEYS = 200
const KEY_BYTES = 32
const LONGEST_SIGNATURE = 200

/**
 * Whose signatures count in a bundle: the key that is trusted, those that followed it by the word of the one before, those it
 * had followed itself, and those that one of these vouches for in the log.
 */
export class BundleKeys {
  /** Those that came after the one that is trusted, the newest last. */
  successors: string[] = []
  /** Those that may sign a whole bundle, and vouch for others. */
  private signers = new Set<string>()
  private known: EndorsedKey[] = []
  private readonly vouched = new Set<string>()

  constructor(
    private readonly key: string,
    private readonly former: readonly string[]
  ) {
    this.settle([])
  }

  /** Why what a bundle says of its registry's keys is not taken; bundles from before they said it say nothing. */
  learn(keys: unknown): string | null {
    if (keys === undefined) return null
    if (!Array.isArray(keys) || keys.length > MOST_KEYS || !keys.every(isEndorsedKey)) return 'its keys are not told as keys are'
    if (new Set(keys.map(({ public_key: key }) => key)).size < keys.length) return 'it tells of a key twice'
    this.settle(keys)
    return null
  }

  maySignBundle = (key: string): boolean => this.signers.has(key)

  /** A version, or an entry of the log. */
  maySign = (key: string): boolean => this.signers.has(key) || this.vouched.has(key)

  /** The keys of one and the same registry, by their own signatures: what it merely says of others' keys is not enough. */
  lineOf = (signer: string): string[] => [signer, ...predecessorsOf(signer, this.known)]

  /** A key that was only vouched for vouches for nobody. */
  takeEntry({ event, public_key: by }: LogLine, { public_key: key, before }: Record<string, unknown>) {
    if (!this.signers.has(by)) return
    if (event === 'registry_key_rotated' && key === by) {
      for (const former of String(before).split(' ')) if (isKey(former)) this.vouched.add(former)
    }
    if (event === 'key_revoked' && isKey(key) && key !== by) this.revoke(key)
  }

  private revoke(key: string) {
    this.vouched.delete(key)
    const revoked = { public_key: key, revoked_at: 'as the log says', endorsed_by: null, endorsement: null }
    this.settle([...this.known.filter((one) => one.public_key !== key), revoked])
  }

  private settle(known: EndorsedKey[]) {
    this.known = known
    this.successors = successorsOf(this.key, known)
    this.signers = new Set([this.key, ...this.successors, ...this.former].filter((key) => !isRevoked(key, known)))
  }
}

const isKey = (key: unknown): key is string =>
  typeof key === 'string' && /^[A-Za-z0-9+/]{43}=$/.test(key) && Buffer.from(key, 'base64').length === KEY_BYTES

function isEndorsedKey(value: unknown): value is EndorsedKey {
  const row = (value ?? {}) as Record<keyof EndorsedKey, unknown>
  const isText = (text: unknown) => text === null || (typeof text === 'string' && text.length <= LONGEST_SIGNATURE)
  return isKey(row.public_key) && (row.endorsed_by === null || isKey(row.endorsed_by)) && isText(row.revoked_at) && isText(row.endorsement)
}
