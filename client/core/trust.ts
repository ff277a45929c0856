import { canonicalName } from '#registry/names/plugin_name'
import { isSignedBy } from '#registry/signing/ed25519'
import { signedStatement } from '#registry/signing/signed_statement'
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
 * kept from then on. A key that changed is never taken by itself.
 */
export class Trust {
  constructor(
    private readonly context: Context,
    private readonly origin: string,
    private readonly given?: string
  ) {}

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
    const row = rows.find(({ public_key: own }) => own === key)
    if (!row) {
      throw untrusted(`${label} is not signed with the key known for ${this.origin}: ${fingerprint(key)}. If it was replaced, say --key`)
    }
    if (!isSignedBy(key, statement, row.signature)) throw untrusted(`${label}: the registry's signature does not hold`)
    if (row.revoked_at) throw untrusted(`${label}: the key that signed it was revoked`)
    if (this.context.profile.keys[this.origin] !== key) await this.keep(key)
  }

  /** Before what lies on this machine is judged: a folder must not be the one that says whose signatures count. */
  async learn(plugin: Expected | undefined, registry: Registry): Promise<void> {
    if (!this.key && plugin) await this.check(plugin, await registry.signatures(plugin.name, plugin.version))
  }

  get key(): string | undefined {
    return this.given ?? this.context.profile.keys[this.origin]
  }

  private keep(key: string) {
    return this.context.save((profile) => {
      profile.keys[this.origin] = key
    })
  }
}

const isKey = (text: string) => Buffer.from(text, 'base64').length === 32

/** Enough of a key to compare it by eye. */
const fingerprint = (key: string) => `${key.slice(0, 12)}…`
