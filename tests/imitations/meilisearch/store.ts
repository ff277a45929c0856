import { ApiError, indexNotFound } from '#tests/imitations/meilisearch/api_error'
import { defaultSettings, type IndexSettings } from '#tests/imitations/meilisearch/settings'
import type { StoredFields } from '#tests/imitations/meilisearch/filter'

export type StoredIndex = {
  uid: string
  primaryKey: string | null
  createdAt: string
  updatedAt: string
  settings: IndexSettings
  documents: Map<string, StoredFields>
}

export type Task = {
  uid: number
  indexUid: string | null
  status: 'enqueued' | 'processing' | 'succeeded' | 'failed'
  type: string
  error: object | null
  details: Record<string, unknown>
  canceledBy: null
  duration: string | null
  enqueuedAt: string
  startedAt: string | null
  finishedAt: string | null
}

type Work = { type: string; indexUid: string | null; details?: Record<string, unknown>; run: () => void }

/** Indexes and the one queue of tasks that changes them, in order and a moment later, as on the server. */
export class Store {
  readonly indexes = new Map<string, StoredIndex>()
  readonly tasks: Task[] = []
  #queue: (() => Promise<void>)[] = []
  #isWorking = false

  /** Test switch: how long each task waits and works. */
  taskDelayMs = 5

  enqueue({ type, indexUid, details = {}, run }: Work) {
    const task: Task = {
      uid: this.tasks.length,
      indexUid,
      status: 'enqueued',
      type,
      error: null,
      details,
      canceledBy: null,
      duration: null,
      enqueuedAt: now(),
      startedAt: null,
      finishedAt: null,
    }
    this.tasks.push(task)
    this.#queue.push(() => this.#process(task, run))
    void this.#work()
    return { taskUid: task.uid, indexUid, status: task.status, type, enqueuedAt: task.enqueuedAt }
  }

  index(uid: string): StoredIndex {
    const index = this.indexes.get(uid)
    if (!index) throw indexNotFound(uid)
    return index
  }

  create(uid: string, primaryKey: string | null) {
    if (this.indexes.has(uid)) throw new ApiError(409, 'index_already_exists', `Index \`${uid}\` already exists.`)
    const index: StoredIndex = { uid, primaryKey, createdAt: now(), updatedAt: now(), settings: defaultSettings(), documents: new Map() }
    this.indexes.set(uid, index)
    return index
  }

  remove(uid: string) {
    this.index(uid)
    this.indexes.delete(uid)
  }

  /** Creates the index with its first documents, as the server does. */
  addDocuments(uid: string, documents: StoredFields[], primaryKey: string | null) {
    const index = this.indexes.get(uid) ?? this.create(uid, primaryKey)
    index.primaryKey ??= primaryKey ?? 'id'
    for (const document of documents) {
      const id = document[index.primaryKey]
      if (id === undefined) {
        throw new ApiError(
          400,
          'missing_document_id',
          `Document doesn't have a \`${index.primaryKey}\` attribute: \`${JSON.stringify(document)}\`.`
        )
      }
      if (!/^[\w-]{1,511}$/.test(String(id))) {
        throw new ApiError(400, 'invalid_document_id', `Document identifier \`"${String(id)}"\` is invalid.`)
      }
      index.documents.set(String(id), document)
    }
    index.updatedAt = now()
  }

  swap(pairs: [string, string][]) {
    for (const [one, two] of pairs) {
      const [first, second] = [this.index(one), this.index(two)]
      this.indexes.set(one, { ...second, uid: one })
      this.indexes.set(two, { ...first, uid: two })
    }
  }

  async #work() {
    if (this.#isWorking) return
    this.#isWorking = true
    while (this.#queue.length) await this.#queue.shift()!()
    this.#isWorking = false
  }

  async #process(task: Task, run: () => void) {
    await new Promise((resolve) => setTimeout(resolve, this.taskDelayMs))
    Object.assign(task, { status: 'processing', startedAt: now() })
    try {
      run()
      task.status = 'succeeded'
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      Object.assign(task, { status: 'failed', error: error.toJSON() })
    }
    Object.assign(task, { duration: 'PT0.005S', finishedAt: now() })
  }
}

const now = () => new Date().toISOString()
