import { LiveBus } from '#core/live/live_bus'
import { inject } from '@adonisjs/core'
import { listEnabledInstallations, type Installation } from '#runtime/installations/installation'

/** Nudged after every change of an installation. */
export const INSTALLATIONS_CHANNEL = 'installations'
/** A nudge may be lost with the connection: nothing stays unseen for longer than this. */
const MAX_AGE_MS = 30_000

/** What may be called now, from memory: read again when an installation changes anywhere. */
@inject()
export class EnabledInstallations {
  #byHook: Promise<Map<string, Installation[]>> | null = null
  #loadedAt = 0

  constructor(private readonly bus: LiveBus) {
    void bus.subscribe(INSTALLATIONS_CHANNEL, () => this.forget()).catch(() => {})
    bus.onReconnect(() => this.forget())
  }

  /** Installations that answer a hook (`discount@1`): the platform's and those of the named tenants, oldest first. */
  async for(hook: string, tenantIds: readonly string[]): Promise<Installation[]> {
    const byHook = await this.#load()
    const answering = byHook.get(hook) ?? []
    return answering.filter(({ tenantId }) => tenantId === null || tenantIds.includes(tenantId))
  }

  /** Installations that answer a hook, whoever's: for clocks and relays, which serve every tenant. */
  async answering(hook: string): Promise<readonly Installation[]> {
    const byHook = await this.#load()
    return byHook.get(hook) ?? []
  }

  /** Modules that may be called now. */
  async digests(): Promise<string[]> {
    const byHook = await this.#load()
    return [...new Set([...byHook.values()].flat().map(({ digest }) => digest))]
  }

  /** Tells every process, this one included. Called after the commit. */
  async announceChange(): Promise<void> {
    this.forget()
    await this.bus.publish(INSTALLATIONS_CHANNEL).catch(() => {})
  }

  forget(): void {
    this.#byHook = null
  }

  #load(): Promise<Map<string, Installation[]>> {
    if (this.#byHook && performance.now() - this.#loadedAt < MAX_AGE_MS) return this.#byHook
    const loading = listEnabledInstallations().then(indexByHook)
    // A failed read must not be remembered as an answer.
    loading.catch(() => this.forget())
    this.#byHook = loading
    this.#loadedAt = performance.now()
    return loading
  }
}

function indexByHook(installations: Installation[]): Map<string, Installation[]> {
  const index = new Map<string, Installation[]>()
  for (const installation of installations) {
    for (const hook of installation.manifest.hooks) index.set(hook, [...(index.get(hook) ?? []), installation])
  }
  return index
}
