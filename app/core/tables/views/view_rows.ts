import { isId, newId } from '#core/ids'
import { sqlRows, sqlRun, type SqlClient } from '#core/database/sql'
import { TooManyViews } from '#core/tables/views/exceptions'
import { MAX_VIEWS, MAX_VIEWS_OF_PERSON, type SavedView, type ShareRole } from '#core/tables/views/saved_view'
import type { ListPlace } from '#core/tables/views/list_place'

const COLUMNS = 'id, user_id, name, params, coalesce(shared_role, custom_role_id::text) as shared_role, is_role_default, version'

/** Whoever asks decides whether it is theirs to see. A view of another list or company is not found. */
export async function lockView(trx: SqlClient, { list, tenantId }: ListPlace, id: string): Promise<SavedView | undefined> {
  const [view] = await sqlRows<SavedView>(
    trx,
    `select ${COLUMNS} from table_views where id = ? and list = ? and tenant_id is not distinct from ? for update`,
    [id, list, tenantId]
  )
  return view
}

/** A system role goes by its name, one that people made by its id. */
export const sharedColumns = (role: ShareRole | null) =>
  isId(role) ? { shared_role: null, custom_role_id: role } : { shared_role: role, custom_role_id: null }

/** Holds the person's own lock: of two views that want the last place one is refused. */
export async function assertRoom(trx: SqlClient, { list, userId, tenantId }: ListPlace): Promise<void> {
  await sqlRows(trx, "select pg_advisory_xact_lock(hashtextextended('table_views ' || ?, 0))", [userId])
  const [{ here, overall }] = await sqlRows<{ here: number; overall: number }>(
    trx,
    `select count(*) filter (where list = ? and tenant_id is not distinct from ?)::int as here, count(*)::int as overall
       from table_views where user_id = ?`,
    [list, tenantId, userId]
  )
  if (here >= MAX_VIEWS || overall >= MAX_VIEWS_OF_PERSON) throw new TooManyViews()
}

/** What the list opens with for the person; null: whatever it would. */
export async function chooseDefault(
  trx: SqlClient,
  { list, userId, tenantId }: ListPlace,
  choice: { viewId: string } | { builtin: string } | null
): Promise<void> {
  if (!choice) {
    const here = 'user_id = ? and list = ? and tenant_id is not distinct from ?'
    return void (await sqlRun(trx, `delete from table_view_defaults where ${here}`, [userId, list, tenantId]))
  }
  const [viewId, builtin] = 'viewId' in choice ? [choice.viewId, null] : [null, choice.builtin]
  await sqlRun(
    trx,
    `insert into table_view_defaults (id, user_id, tenant_id, list, view_id, builtin) values (?, ?, ?, ?, ?, ?)
     on conflict (user_id, list, tenant_id) do update set view_id = excluded.view_id, builtin = excluded.builtin`,
    [newId(), userId, tenantId, list, viewId, builtin]
  )
}
