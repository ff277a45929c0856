import { createHash } from 'node:crypto'
import { watch, type FSWatcher } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Editors write in several steps: what happens so close together is one change. */
const SETTLE_MS = 80
const IGNORED = new Set(['build', 'node_modules'])

type Look = { watchers: FSWatcher[]; lines: string[] }

/**
 * Watches a plugin's folder: changed, new, renamed and removed files, in folders that are there and in those that come later.
 * After every event each folder gets a new watcher and the tree is read again, in this order: what is written into a new folder
 * before its watcher stands is read, what is written afterwards is an event. A folder made anew under an old name is no exception.
 */
export class SourceWatcher {
  readonly #root: string
  readonly #onChange: () => void
  #watchers: FSWatcher[] = []
  #timer: NodeJS.Timeout | undefined
  #state = ''
  #isClosed = false

  constructor(root: string, onChange: () => void) {
    this.#root = root
    this.#onChange = onChange
  }

  /** Resolves when every folder is watched. */
  async start(): Promise<this> {
    this.#state = await this.#look()
    return this
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#timer)
    this.#replace([])
  }

  #touched(): void {
    clearTimeout(this.#timer)
    if (!this.#isClosed) this.#timer = setTimeout(() => void this.#compare(), SETTLE_MS)
  }

  async #compare(): Promise<void> {
    const state = await this.#look()
    if (this.#isClosed || state === this.#state) return
    this.#state = state
    this.#onChange()
  }

  /** The fingerprint of all files. */
  async #look(): Promise<string> {
    const look: Look = { watchers: [], lines: [] }
    await this.#read(this.#root, look)
    this.#replace(look.watchers)
    if (this.#isClosed) this.#replace([])
    return createHash('sha256').update(look.lines.sort().join('\n')).digest('hex')
  }

  async #read(folder: string, look: Look): Promise<void> {
    this.#watch(folder, look)
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
    for (const entry of entries) {
      if (entry.name.startsWith('.') || IGNORED.has(entry.name)) continue
      const path = join(folder, entry.name)
      if (entry.isDirectory()) await this.#read(path, look)
      else look.lines.push(`${path} ${await fingerprint(path)}`)
    }
  }

  #watch(folder: string, { watchers }: Look): void {
    try {
      const watcher = watch(folder, () => this.#touched())
      watcher.on('error', () => this.#touched())
      watchers.push(watcher)
    } catch {
      // It is gone already; its parent tells.
    }
  }

  #replace(watchers: FSWatcher[]): void {
    for (const watcher of this.#watchers) watcher.close()
    this.#watchers = watchers
  }
}

const fingerprint = (path: string): Promise<string> =>
  stat(path, { bigint: true }).then(
    ({ mtimeNs, size, ino }) => `${mtimeNs} ${size} ${ino}`,
    () => 'gone'
  )
