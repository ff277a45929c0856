import { canonicalName } from '#registry/names/plugin_name'
import { isSignedBy } from '#registry/signing/ed25519'
import { successorsOf } from '#registry/signing/key_chain'
import { signedStatement } from '#registry/signing/signed_statement'
import { isKey } from './given_key.js'
import { untrusted } from './failure.js'
import type { Context } from './context.js'
import type { Registry, Signatures } from './registry.js'

export interface Expected {
  /** Canonical. */
  name: string
  version: string
  digest: string
}

/**
 * The key whose signatures count for a registry: the one given, else the one known, else the one it shows now, which is
 * kept from then on. A key that changed is taken only by the word of the one before it.
 */
export class Trust {
  private readonly origin: string
  private given: string | undefined

  constructor(
    private readonly context: Context,
    private readonly registry: Registry,
    given?: string
  ) {
    this.origin = registry.origin
    this.given = given
  }

  /** Throws unless the registry signed exactly these bytes under this name and version. */
  async check(expected: Expected, signed: Signatures): Promise<void> {
    const label = `${expected.name} ${expected.version}`
    if (canonicalName(signed.plugin) !== expected.name || signed.version !== expected.version || signed.sha256 !== expected.digest) {
      throw untrusted(`${label}: the signatures are about other bytes than the lockfile`)
    }
    const statement = signedStatement({ name: signed.plugin, version: signed.version, sha256: signed.sha256 })
    const rows = signed.signatures.filter(({ kind }) => kind === 'registry')
    const key = this.key ?? rows.find(({ public_key: own, revoked_at: revoked }) => !revoked && isKey(own))?.public_key
    if (!key) throw untrusted(`${label} is not signed by the registry`)
    const row = this.rowOf(key, rows) ?? (await this.rowOfSuccessor(rows))
    if (!row) {
      throw untrusted(`${label} is not signed with the key known for ${this.origin}: ${fingerprint(key)}. If it was replaced, say --key`)
    }
    if (!isSignedBy(row.public_key, statement, row.signature)) throw untrusted(`${label}: the registry's signature does not hold`)
    if (row.revoked_at) throw untrusted(`${label}: the key that signed it was revoked`)
    if (this.context.profile.keys[this.origin] !== (this.key ?? key)) await this.keep(this.key ?? key)
  }

  /** Before what lies on this machine is judged: a folder must not be the one that says whose signatures count. */
  async learn(plugin: Expected | undefined): Promise<void> {
    if (!this.key && plugin) await this.check(plugin, await this.registry.signatures(plugin.name, plugin.version))
  }

  get key(): string | undefined {
    return this.given ?? this.context.keysOf(this.origin).key
  }

  /** Goes on to the key that signs now, where the one known signed for it, and it for the next. False where `wanted` is not reached so. */
  async follow(wanted: string): Promise<boolean> {
    const key = this.key
    if (!key) return false
    // A registry that is out of reach, or knows no such list, vouches for nothing.
    const { data } = await this.registry.keys().catch(() => ({ data: [] }))
    const chain = Array.isArray(data) ? successorsOf(key, data) : []
    if (!chain.includes(wanted)) return false
    const last = chain.at(-1)!
    if (this.given) this.given = last
    await this.context.keepSuccessors(this.origin, { key, successors: chain })
    return true
  }

  /** By the key itself, or by one that it followed. */
  private rowOf(key: string, rows: Row[]): Row | undefined {
    const known = this.context.keysOf(this.origin)
    const own = [key, ...(known.key === key ? known.former : [])].flatMap((one) => rows.find(({ public_key: by }) => by === one) ?? [])
    return own.find(({ revoked_at: revoked }) => !revoked) ?? own[0]
  }

  private async rowOfSuccessor(rows: Row[]): Promise<Row | undefined> {
    for (const row of rows) if (!row.revoked_at && (await this.follow(row.public_key))) return row
    return undefined
  }

  private keep(key: string) {
    return this.context.save((profile) => {
      profile.keys[this.origin] = key
      // Another key that somebody named begins anew.
      profile.former[this.origin] = []
    })
  }
}

type Row = Signatures['signatures'][number]

/** Enough of a key to compare it by eye. */
const fingerprint = (key: string) => `${key.slice(0, 12)}…`
