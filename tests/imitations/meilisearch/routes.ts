import { ApiError } from '#tests/imitations/meilisearch/api_error'
import { search } from '#tests/imitations/meilisearch/search'
import { assertSettings } from '#tests/imitations/meilisearch/settings'
import type { StoredFields } from '#tests/imitations/meilisearch/filter'
import type { Store, StoredIndex } from '#tests/imitations/meilisearch/store'

type Call = { store: Store; params: string[]; query: URLSearchParams; body: unknown }
type Answer = { status: number; body?: unknown }
type RouteEntry = { method: string; pattern: RegExp; handle: (call: Call) => Answer }

const route = (method: string, path: string, handle: (call: Call) => Answer): RouteEntry => ({
  method,
  pattern: new RegExp(`^${path.replace(/:\w+/g, '([^/]+)')}$`),
  handle,
})
const ok = (body: unknown): Answer => ({ status: 200, body })
const accepted = (body: unknown): Answer => ({ status: 202, body })
const fields = (body: unknown) => (body ?? {}) as Record<string, unknown>

const UID = /^[A-Za-z0-9_-]{1,512}$/

const meta = [
  route('GET', '/health', () => ok({ status: 'available' })),
  route('GET', '/version', () => ok({ commitSha: 'imitation', commitDate: 'imitation', pkgVersion: '1.20.0' })),
  route('GET', '/tasks/:uid', ({ store, params: [uid] }) => {
    const task = store.tasks[Number(uid)]
    if (!task) throw new ApiError(404, 'task_not_found', `Task \`${uid}\` not found.`)
    return ok(task)
  }),
  route('GET', '/tasks', ({ store }) =>
    ok({ results: store.tasks.toReversed().slice(0, 20), total: store.tasks.length, limit: 20, from: store.tasks.length - 1, next: null })
  ),
  route('POST', '/swap-indexes', ({ store, body }) => {
    const pairs = (body as { indexes: [string, string] }[]).map(({ indexes }) => indexes)
    if (new Set(pairs.flat()).size !== pairs.flat().length) {
      throw new ApiError(400, 'invalid_swap_duplicate_index_found', 'Indexes must be declared only once during a swap.')
    }
    return accepted(store.enqueue({ type: 'indexSwap', indexUid: null, details: { swaps: body }, run: () => store.swap(pairs) }))
  }),
]

const indexes = [
  route('GET', '/indexes', ({ store }) =>
    ok({ results: [...store.indexes.values()].map(describe), offset: 0, limit: 20, total: store.indexes.size })
  ),
  route('POST', '/indexes', ({ store, body }) => {
    const { uid, primaryKey = null } = fields(body) as { uid?: string; primaryKey?: string | null }
    if (!uid) throw new ApiError(400, 'missing_index_uid', 'Missing field `uid`')
    if (!UID.test(uid)) throw new ApiError(400, 'invalid_index_uid', `\`${uid}\` is not a valid index uid.`)
    return accepted(
      store.enqueue({ type: 'indexCreation', indexUid: uid, details: { primaryKey }, run: () => void store.create(uid, primaryKey) })
    )
  }),
  route('GET', '/indexes/:uid', ({ store, params: [uid] }) => ok(describe(store.index(uid)))),
  route('DELETE', '/indexes/:uid', ({ store, params: [uid] }) =>
    accepted(store.enqueue({ type: 'indexDeletion', indexUid: uid, run: () => store.remove(uid) }))
  ),
  route('GET', '/indexes/:uid/stats', ({ store, params: [uid] }) =>
    ok({ numberOfDocuments: store.index(uid).documents.size, isIndexing: false, fieldDistribution: {} })
  ),
  route('GET', '/indexes/:uid/settings', ({ store, params: [uid] }) => ok(store.index(uid).settings)),
  route('PATCH', '/indexes/:uid/settings', ({ store, params: [uid], body }) => {
    assertSettings(fields(body))
    const change = () => {
      const index = store.indexes.get(uid) ?? store.create(uid, null)
      index.settings = { ...index.settings, ...fields(body) } as StoredIndex['settings']
    }
    return accepted(store.enqueue({ type: 'settingsUpdate', indexUid: uid, details: fields(body), run: change }))
  }),
  route('POST', '/indexes/:uid/search', ({ store, params: [uid], body }) => ok(search(store.index(uid), fields(body)))),
]

const documents = [
  route('POST', '/indexes/:uid/documents', ({ store, params: [uid], query, body }) => {
    const list = [body].flat() as StoredFields[]
    const run = () => store.addDocuments(uid, list, query.get('primaryKey'))
    return accepted(store.enqueue({ type: 'documentAdditionOrUpdate', indexUid: uid, details: { receivedDocuments: list.length }, run }))
  }),
  route('GET', '/indexes/:uid/documents', ({ store, params: [uid], query }) => {
    const { documents: stored } = store.index(uid)
    const [offset, limit] = [Number(query.get('offset') ?? 0), Number(query.get('limit') ?? 20)]
    const names = query.get('fields')?.split(',')
    const results = [...stored.values()].slice(offset, offset + limit).map((document) => pick(document, names))
    return ok({ results, offset, limit, total: stored.size })
  }),
  route('POST', '/indexes/:uid/documents/delete-batch', ({ store, params: [uid], body }) => {
    const ids = body as (string | number)[]
    const run = () => ids.forEach((id) => store.index(uid).documents.delete(String(id)))
    return accepted(store.enqueue({ type: 'documentDeletion', indexUid: uid, details: { providedIds: ids.length }, run }))
  }),
]

export const routes = [...meta, ...indexes, ...documents]

const describe = ({ uid, primaryKey, createdAt, updatedAt }: StoredIndex) => ({ uid, primaryKey, createdAt, updatedAt })

const pick = (document: StoredFields, names?: string[]) =>
  names ? Object.fromEntries(names.filter((name) => name in document).map((name) => [name, document[name]])) : document
