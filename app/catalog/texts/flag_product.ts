import { sqlRun } from '#core/database/sql'
import { productFlagged } from '#catalog/events/product_events'
import type Product from '#catalog/models/product'
import type { Outbox } from '#core/outbox/outbox'
import type { TextMatch } from '#catalog/texts/moderate_texts'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** Keeps what plugins found in the texts of a product and lets the moderators know; nothing found, nothing kept. */
export async function flagProduct(
  trx: TransactionClientContract,
  { outbox, product, matches }: { outbox: Outbox; product: Product; matches: TextMatch[] }
): Promise<void> {
  if (matches.length === 0) return
  await sqlRun(
    trx,
    `insert into text_findings (product_id, tenant_id, matches) values (?, ?, ?::jsonb)
     on conflict (product_id) do update set matches = excluded.matches, found_at = now()`,
    [product.id, product.tenantId, JSON.stringify(matches)]
  )
  await outbox.record(trx, productFlagged(product))
}
