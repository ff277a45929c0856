import db from '@adonisjs/lucid/services/db'
import drive from '@adonisjs/drive/services/main'
import { newId } from '#core/ids'
import { sqlRows, sqlRun } from '#core/database/sql'
import { ModuleRefusedByGate } from '#runtime/exceptions/installation_refused'
import { GATE_VERSION } from '#runtime/gate/gate_limits'
import { FORMATS, formatOf } from '#runtime/gate/artifact_format'
import type { PluginHost } from '#runtime/host/plugin_host'

export type LoadArtifact = (digest: string) => Promise<Uint8Array>

const keyOf = (digest: string) => `gated/${GATE_VERSION}/${digest.slice(0, 2)}/${digest}.wasm`

/**
 * Modules as they may run, named by the sha-256 of the original and the version of the gate. A new version of the gate
 * finds nothing stored and judges the originals again, when they are next needed.
 */
export class GatedModules {
  #source: LoadArtifact | null = null

  constructor(private readonly host: PluginHost) {}

  /** Where originals come from: the domain that keeps them says so at boot. */
  useSource(source: LoadArtifact): void {
    this.#source = source
  }

  /**
   * Makes sure that the module can run, and that a running host has it compiled before the first call comes: whoever
   * switches to another version does this first. Throws `ModuleRefusedByGate`.
   */
  async ensure(digest: string, loadArtifact?: LoadArtifact): Promise<void> {
    if (!(await this.#storageKey(digest))) await this.#gate(digest, loadArtifact)
    await this.prewarm(digest)
  }

  /** Has the host compile a module ahead of its first call. Never throws: a call would say what is wrong. */
  prewarm(digest: string): Promise<void> {
    return this.host.prewarm(digest, () => this.load(digest))
  }

  /** The bytes the plugin host compiles. */
  async load(digest: string): Promise<Uint8Array> {
    const key = await this.#storageKey(digest)
    const stored = key
      ? await drive
          .use()
          .getBytes(key)
          .catch(() => null)
      : null
    return stored ?? this.#gate(digest)
  }

  async #storageKey(digest: string): Promise<string | null> {
    const sql = 'select storage_key from gated_modules where digest = ? and gate_version = ?'
    const [row] = await sqlRows<{ storage_key: string }>(db, sql, [digest, GATE_VERSION])
    return row?.storage_key ?? null
  }

  async #gate(digest: string, loadArtifact = this.#source): Promise<Uint8Array> {
    if (!loadArtifact) throw new ModuleRefusedByGate('The original of the module is not at hand')
    const { verdict, gated } = await this.host.inspect(await loadArtifact(digest))
    if (verdict.sha256 !== digest) throw new ModuleRefusedByGate('The stored module is not the one that was published')
    if (!gated) {
      const errors = verdict.findings.filter(({ severity }) => severity === 'error')
      throw new ModuleRefusedByGate(errors.map(({ message }) => message).join(' ') || 'The module was refused')
    }
    await this.#store(digest, gated)
    return gated
  }

  /** By a rename, so that nobody reads half a file. The same bytes come out every time: who writes last changes nothing. */
  async #store(digest: string, gated: Uint8Array): Promise<void> {
    const draft = `gated/tmp/${newId()}`
    await drive.use().put(draft, gated, { contentType: FORMATS[formatOf(gated)].mediaType })
    await drive.use().move(draft, keyOf(digest))
    await sqlRun(
      db,
      `insert into gated_modules (digest, gate_version, storage_key, size) values (?, ?, ?, ?)
       on conflict (digest, gate_version) do nothing`,
      [digest, GATE_VERSION, keyOf(digest), gated.length]
    )
  }
}
