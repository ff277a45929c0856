import { formatOf } from '../gate/artifact_format.ts'
import { type RunnableModule } from './engine.ts'
import { type HostStats } from './host_metrics.ts'

export interface ModuleSources {
  /** The gated bytes of a module. */
  load: (digest: string) => Promise<Uint8Array>
  /** What runs scripts, gated: asked for when the first script comes. */
  loadEngine: () => Promise<Uint8Array>
}

type CacheStats = Pick<
  HostStats,
  'modules' | 'moduleLimit' | 'cacheHits' | 'cacheMisses' | 'evictions' | 'compiles' | 'compileMs' | 'slowestCompileMs'
>

/** Compiled modules, the least recently used thrown out first. Compiling happens off the main thread, once for all threads. */
export class ModuleCache {
  readonly #entries = new Map<string, Promise<RunnableModule>>()
  readonly #sources: ModuleSources
  readonly #onEvicted: (digest: string) => void
  readonly #capacity: number
  #engine: Promise<WebAssembly.Module> | null = null
  readonly #counted = { cacheHits: 0, cacheMisses: 0, evictions: 0, compiles: 0, compileMs: 0, slowestCompileMs: 0 }

  constructor(sources: ModuleSources, onEvicted: (digest: string) => void, capacity = 64) {
    this.#sources = sources
    this.#onEvicted = onEvicted
    this.#capacity = capacity
  }

  get stats(): CacheStats {
    return { modules: this.#entries.size, moduleLimit: this.#capacity, ...this.#counted }
  }

  get(digest: string): Promise<RunnableModule> {
    const known = this.#entries.get(digest)
    this.#counted[known ? 'cacheHits' : 'cacheMisses']++
    const entry = known ?? this.#compile(digest)
    this.#entries.delete(digest)
    this.#entries.set(digest, entry)
    if (!known) this.#evict()
    return entry
  }

  async #compile(digest: string): Promise<RunnableModule> {
    try {
      const bytes = (await this.#sources.load(digest)) as Uint8Array<ArrayBuffer>
      const started = performance.now()
      const isWasm = formatOf(bytes) === 'wasm'
      const module = isWasm ? await WebAssembly.compile(bytes) : { engine: await this.#scriptEngine(), source: bytes }
      this.#noteCompiled(performance.now() - started)
      return module
    } catch (error) {
      this.#entries.delete(digest)
      throw error
    }
  }

  /** Compiled once for all scripts and threads; asked for again when that failed. */
  async #scriptEngine(): Promise<WebAssembly.Module> {
    this.#engine ??= this.#sources.loadEngine().then((bytes) => WebAssembly.compile(bytes as Uint8Array<ArrayBuffer>))
    try {
      return await this.#engine
    } catch (error) {
      this.#engine = null
      throw error
    }
  }

  #noteCompiled(tookMs: number): void {
    this.#counted.compiles++
    this.#counted.compileMs += tookMs
    this.#counted.slowestCompileMs = Math.max(this.#counted.slowestCompileMs, tookMs)
  }

  #evict(): void {
    for (const digest of this.#entries.keys()) {
      if (this.#entries.size <= this.#capacity) return
      this.#entries.delete(digest)
      this.#counted.evictions++
      this.#onEvicted(digest)
    }
  }
}
