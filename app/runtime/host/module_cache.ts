type Load = (digest: string) => Promise<Uint8Array>

/** Compiled modules, the least recently used thrown out first. Compiling happens off the main thread, once for all threads. */
export class ModuleCache {
  readonly #entries = new Map<string, Promise<WebAssembly.Module>>()
  readonly #load: Load
  readonly #onEvicted: (digest: string) => void
  readonly #capacity: number

  constructor(load: Load, onEvicted: (digest: string) => void, capacity = 64) {
    this.#load = load
    this.#onEvicted = onEvicted
    this.#capacity = capacity
  }

  get(digest: string): Promise<WebAssembly.Module> {
    const known = this.#entries.get(digest)
    const entry = known ?? this.#compile(digest)
    this.#entries.delete(digest)
    this.#entries.set(digest, entry)
    if (!known) this.#evict()
    return entry
  }

  async #compile(digest: string): Promise<WebAssembly.Module> {
    try {
      return await WebAssembly.compile((await this.#load(digest)) as Uint8Array<ArrayBuffer>)
    } catch (error) {
      this.#entries.delete(digest)
      throw error
    }
  }

  #evict(): void {
    for (const digest of this.#entries.keys()) {
      if (this.#entries.size <= this.#capacity) return
      this.#entries.delete(digest)
      this.#onEvicted(digest)
    }
  }
}
