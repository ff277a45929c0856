import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { sqlRows } from '#core/database/sql'
import type { Names, Root } from '#database/seeders/catalog/types'

type Place = { slug: string; names: Names; parentId: string | null; parentPath: string; position: number }

/** Three levels of categories; answers the id of each by slug. What exists stays as it is. */
export async function seedCategories(tree: Root[]): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  for (const [position, root] of tree.entries()) {
    const top = await place({ ...root, parentId: null, parentPath: '', position }, ids)
    for (const [at, branch] of root.branches.entries()) {
      const middle = await place({ ...branch, parentId: top.id, parentPath: top.path, position: at }, ids)
      for (const [order, leaf] of branch.leaves.entries()) {
        await place({ ...leaf, parentId: middle.id, parentPath: middle.path, position: order }, ids)
      }
    }
  }
  return ids
}

async function place({ slug, names, parentId, parentPath, position }: Place, ids: Map<string, string>) {
  const id = newId()
  const label = id.replaceAll('-', '')
  const [row] = await sqlRows<{ id: string; path: string }>(
    db,
    `insert into categories (id, parent_id, path, slug, names, position) values (?, ?, ?::ltree, ?, ?::jsonb, ?)
     on conflict (slug) do update set slug = excluded.slug returning id, path::text`,
    [id, parentId, parentPath ? `${parentPath}.${label}` : label, slug, JSON.stringify(names), position]
  )
  ids.set(slug, row.id)
  return row
}
