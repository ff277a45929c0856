import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { sqlRows } from '#core/database/sql'
import { Audit } from '#core/audit/audit'
import { NotFound } from '#core/http/exceptions'
import { CategoryTree } from '#catalog/category_tree'
import { lockCategoryTree } from '#catalog/queries/lock_category_tree'
import type { Actor } from '#core/actor'

export type CreateCategoryInput = {
  actor: Actor
  parentId: string | null
  slug: string
  names: { en: string; ru: string }
  position?: number
}

@inject()
export class CreateCategory {
  constructor(
    private readonly audit: Audit,
    private readonly tree: CategoryTree
  ) {}

  async handle({ actor, parentId, slug, names, position = 0 }: CreateCategoryInput): Promise<{ id: string }> {
    const id = newId()
    await db.transaction(async (trx) => {
      await lockCategoryTree(trx)
      const created = await sqlRows(
        trx,
        `insert into categories (id, parent_id, path, slug, names, position)
         select ?::uuid, ?::uuid, coalesce(parent.path, ''::ltree) || ?::ltree, ?, ?::jsonb, ?
           from (select 1) one left join categories parent on parent.id = ?::uuid
          where ?::uuid is null or parent.id is not null returning id`,
        [id, parentId, label(id), slug, JSON.stringify(names), position, parentId, parentId]
      )
      if (!created.length) throw new NotFound('There is no such category')
      await this.audit.record(trx, {
        actor,
        action: 'catalog.category_created',
        target: { type: 'category', id, label: names.en },
        after: { slug, parent_id: parentId },
      })
    })
    await this.tree.changed()
    return { id }
  }
}

/** ltree labels take no hyphens before PostgreSQL 16. */
const label = (id: string) => id.replaceAll('-', '')
