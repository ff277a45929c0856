import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import type { LiveBus } from '#core/live/live_bus'

export type CategoryNode = {
  id: string
  parentId: string | null
  slug: string
  names: Record<string, string>
  position: number
  /** From the root down to this one. */
  trail: CategoryNode[]
  children: CategoryNode[]
}

export type CategoryForest = {
  roots: CategoryNode[]
  byId: Map<string, CategoryNode>
  bySlug: Map<string, CategoryNode>
}

type CategoryRow = { id: string; parent_id: string | null; slug: string; names: Record<string, string>; position: number }

const CHANNEL = 'catalog.categories'
/** A nudge can be lost: nobody sees an old tree for longer than this. */
const MAX_AGE_MS = 30_000

/** All categories, kept in memory: there are few, and every shop page needs them. A change nudges every process to read them again. */
export class CategoryTree {
  #forest: Promise<CategoryForest> | null = null
  #loadedAt = 0

  constructor(private readonly bus: LiveBus) {
    void bus.subscribe(CHANNEL, () => this.#forget()).catch(() => {})
    bus.onReconnect(() => this.#forget())
  }

  async forest(): Promise<CategoryForest> {
    if (!this.#forest || Date.now() - this.#loadedAt > MAX_AGE_MS) {
      this.#loadedAt = Date.now()
      const loading = loadForest()
      this.#forest = loading
      loading.catch(() => this.#forget())
    }
    return this.#forest
  }

  /** By id or by slug; undefined when there is none. */
  async find(key: string): Promise<CategoryNode | undefined> {
    const { byId, bySlug } = await this.forest()
    return byId.get(key) ?? bySlug.get(key)
  }

  /** Told by the actions once their change is committed. */
  async changed() {
    this.#forget()
    await this.bus.publish(CHANNEL).catch(() => {})
  }

  #forget() {
    this.#forest = null
  }
}

/** The category and everything below it. */
export function subtreeIds(node: CategoryNode): string[] {
  return [node.id, ...node.children.flatMap(subtreeIds)]
}

async function loadForest(): Promise<CategoryForest> {
  const rows = await sqlRows<CategoryRow>(
    db,
    'select id, parent_id, slug, names, position from categories order by nlevel(path), position, id'
  )
  const forest: CategoryForest = { roots: [], byId: new Map(), bySlug: new Map() }
  for (const row of rows) {
    const parent = row.parent_id ? forest.byId.get(row.parent_id) : undefined
    const node: CategoryNode = {
      id: row.id,
      parentId: row.parent_id,
      slug: row.slug,
      names: row.names,
      position: row.position,
      trail: [],
      children: [],
    }
    node.trail = [...(parent?.trail ?? []), node]
    ;(parent?.children ?? forest.roots).push(node)
    forest.byId.set(node.id, node)
    forest.bySlug.set(node.slug, node)
  }
  return forest
}
