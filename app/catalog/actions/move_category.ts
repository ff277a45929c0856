import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Audit } from '#core/audit/audit'
import { sqlRows, sqlRun } from '#core/database/sql'
import { NotFound } from '#core/http/exceptions'
import { CategoryTree } from '#catalog/category_tree'
import { CategoryCycle } from '#catalog/exceptions/category'
import { lockCategoryTree } from '#catalog/queries/lock_category_tree'
import type { Actor } from '#core/actor'

export type MoveCategoryInput = { actor: Actor; categoryId: string; parentId: string | null; position?: number }

type Placed = { id: string; parent_id: string | null; path: string; slug: string; is_inside: boolean }

/** Hangs a category with everything below it under another one, or to the top. Products stay where they are. */
@inject()
export class MoveCategory {
  constructor(
    private readonly audit: Audit,
    private readonly tree: CategoryTree
  ) {}

  async handle({ actor, categoryId, parentId, position }: MoveCategoryInput): Promise<void> {
    await db.transaction(async (trx) => {
      await lockCategoryTree(trx)
      const rows = await sqlRows<Placed>(
        trx,
        `select c.id, c.parent_id, c.path::text, c.slug, c.path <@ m.path as is_inside
           from categories c join categories m on m.id = ?::uuid where c.id in (?::uuid, ?::uuid)`,
        [categoryId, categoryId, parentId]
      )
      const moved = rows.find(({ id }) => id === categoryId)
      const parent = rows.find(({ id }) => id === parentId)
      if (!moved || (parentId && !parent)) throw new NotFound('There is no such category')
      if (parent?.is_inside) throw new CategoryCycle()

      await sqlRun(trx, MOVE, [parent?.path ?? '', moved.path, categoryId, parentId, categoryId, position ?? null, moved.path])
      await this.audit.record(trx, {
        actor,
        action: 'catalog.category_moved',
        target: { type: 'category', id: categoryId, label: moved.slug },
        before: { parent_id: moved.parent_id },
        after: { parent_id: parentId },
      })
    })
    await this.tree.changed()
  }
}

/** The whole subtree in one statement: no reader sees half of it moved. */
const MOVE = `
  update categories c set
         path = ?::ltree || subpath(c.path, nlevel(?::ltree) - 1),
         parent_id = case when c.id = ?::uuid then ?::uuid else c.parent_id end,
         position = case when c.id = ?::uuid then coalesce(?::int, c.position) else c.position end,
         updated_at = now()
   where c.path <@ ?::ltree`
