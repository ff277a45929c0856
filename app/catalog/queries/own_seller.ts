import { sqlRows, type SqlClient } from '#core/database/sql'

export type OwnSeller = { sellerId: string; warehouseId: string }

/** The tenant's seller with its main warehouse; both are opened with the first product. */
export async function ownSeller(client: SqlClient, tenantId: string): Promise<OwnSeller> {
  const [seller] = await sqlRows<{ id: string }>(
    client,
    `insert into sellers (tenant_id, name, slug, status) select id, name, slug::text, 'active' from tenants where id = ?
     on conflict (tenant_id) do update set updated_at = sellers.updated_at returning id`,
    [tenantId]
  )
  const [warehouse] = await sqlRows<{ id: string }>(
    client,
    `with made as (
       insert into warehouses (tenant_id, seller_id, name) select ?::uuid, ?::uuid, 'Main'
        where not exists (select 1 from warehouses where seller_id = ?::uuid)
       on conflict (seller_id, name) do nothing returning id)
     select id from made union all (select id from warehouses where seller_id = ?::uuid order by created_at, id limit 1)`,
    [tenantId, seller.id, seller.id, seller.id]
  )
  return { sellerId: seller.id, warehouseId: warehouse.id }
}
