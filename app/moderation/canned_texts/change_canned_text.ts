import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { newId } from '#core/ids'
import { Audit } from '#core/audit/audit'
import { sqlRows } from '#core/database/sql'
import { CannedTextNotFound, ReviewConflict } from '#moderation/exceptions'
import type { Actor } from '#core/actor'
import type { CannedText } from '#moderation/canned_texts/canned_text'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type CannedTextWords = Pick<
  CannedText,
  'subject_type' | 'decision' | 'reason_code' | 'body_en' | 'body_ru' | 'position' | 'is_active'
>

/** Writes, rewrites and removes what moderators start from. A page that is out of date is refused with 409. */
@inject()
export class ChangeCannedText {
  constructor(private readonly audit: Audit) {}

  async create(actor: Actor, words: CannedTextWords): Promise<string> {
    return db.transaction(async (trx) => {
      const id = newId()
      await trx.table('canned_texts').insert({ id, ...words, updated_by: actor.userId })
      await this.#record(trx, actor, { id, action: 'created', after: words })
      return id
    })
  }

  async update(actor: Actor, { id, version }: { id: string; version: number }, words: CannedTextWords): Promise<void> {
    await db.transaction(async (trx) => {
      const before = await lock(trx, id)
      if (before.version !== version) throw new ReviewConflict()
      const changed = { ...words, version: version + 1, updated_by: actor.userId, updated_at: trx.raw('now()') }
      await trx.from('canned_texts').where('id', id).update(changed)
      await this.#record(trx, actor, { id, action: 'changed', before, after: words })
    })
  }

  async remove(actor: Actor, id: string): Promise<void> {
    await db.transaction(async (trx) => {
      const before = await lock(trx, id)
      await trx.from('canned_texts').where('id', id).delete()
      await this.#record(trx, actor, { id, action: 'removed', before })
    })
  }

  #record(
    trx: TransactionClientContract,
    actor: Actor,
    { id, action, before, after }: { id: string; action: string; before?: CannedTextWords; after?: CannedTextWords }
  ) {
    const label = (after ?? before)!.reason_code
    return this.audit.record(trx, {
      ...{ actor, action: `moderation.canned_text_${action}`, target: { type: 'canned_text', id, label } },
      ...{ before: before ? bodies(before) : null, after: after ? bodies(after) : null },
    })
  }
}

const bodies = ({ body_en, body_ru, is_active }: CannedTextWords) => ({ body_en, body_ru, is_active })

async function lock(trx: TransactionClientContract, id: string): Promise<CannedText> {
  const [row] = await sqlRows<CannedText>(trx, 'select * from canned_texts where id = ? for update', [id])
  if (!row) throw new CannedTextNotFound()
  return row
}
