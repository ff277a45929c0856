import { preparedRows } from '#core/database/prepared'
import { CARD_COLUMNS, withSellerAndStock, type ProductCardRow } from '#catalog/queries/product_cards'

const CARDS = withSellerAndStock(
  `select ${CARD_COLUMNS} from products p
    where p.id = any(?::uuid[]) and p.status = 'published' and p.seller_id not in (select id from sellers where status <> 'active')`,
  'p.id'
)

/** Those of these products that the shop shows. */
export async function listCardsByIds(ids: string[]): Promise<Map<string, ProductCardRow>> {
  if (!ids.length) return new Map()
  const rows = await preparedRows<ProductCardRow>(CARDS, [ids])
  return new Map(rows.map((row) => [row.id, row]))
}
