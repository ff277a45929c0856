import db from '@adonisjs/lucid/services/db'
import { isId, newId } from '#core/ids'
import { NotFound } from '#core/http/exceptions'
import { sqlRows, sqlRun, type SqlClient } from '#core/database/sql'
import type { NewSuggestion } from '#catalog/suggestions/useful_suggestions'
import type { ProductChanges } from '#catalog/actions/update_product'

export type Suggestion = NewSuggestion & { id: string; product_id: string }

const COLUMNS = 'id, product_id, field, name, value, reason, plugin_name, plugin_version'

/** What waits for the seller's word. */
export const listSuggestions = (productId: string): Promise<Suggestion[]> =>
  sqlRows(db, `select ${COLUMNS} from product_suggestions where product_id = ? and state = 'open' order by id`, [productId])

/** Of this product, or it looks absent. */
export async function findSuggestion(productId: string, id: string): Promise<Suggestion> {
  const sql = `select ${COLUMNS} from product_suggestions where product_id = ? and id = ? and state = 'open'`
  const [found] = isId(id) ? await sqlRows<Suggestion>(db, sql, [productId, id]) : []
  if (!found) throw new NotFound()
  return found
}

export const closeSuggestion = (id: string, state: 'accepted' | 'dismissed') =>
  sqlRun(db, 'update product_suggestions set state = ? where id = ?', [state, id])

/** Puts these in place of what waited. */
export async function replaceSuggestions(
  trx: SqlClient,
  { productId, tenantId, suggestions }: { productId: string; tenantId: string; suggestions: NewSuggestion[] }
) {
  await sqlRun(trx, `delete from product_suggestions where product_id = ? and state = 'open'`, [productId])
  await sqlRun(
    trx,
    `insert into product_suggestions (id, product_id, tenant_id, field, name, value, reason, plugin_name, plugin_version)
     select id, ?, ?, field, name, value, reason, plugin_name, plugin_version from jsonb_to_recordset(?::jsonb)
       as s(id uuid, field text, name text, value text, reason text, plugin_name text, plugin_version text)`,
    [productId, tenantId, JSON.stringify(suggestions.map((suggestion) => ({ id: newId(), ...suggestion })))]
  )
}

/** What accepting it changes on the card. */
export const changesOf = ({ field, name, value }: Suggestion, attributes: Record<string, string>): ProductChanges =>
  field === 'attribute' ? { attributes: { ...attributes, [name!]: value } } : { [field]: value }
