import { isId } from '#core/ids'
import { preparedRows } from '#core/database/prepared'
import { mayShareAt, rolesAt, type ListPlace } from '#core/tables/views/list_place'
import { EVERYONE, type SavedView, type ShareRole } from '#core/tables/views/saved_view'
import type { Access } from '#core/rights'

/** The views of a list that somebody has, and the one it opens with. */
export type ListViews = {
  saved: SavedView[]
  /** Id of a saved view, key of one that comes with the list, or `all`; null where nothing was chosen. */
  opensWith: string | null
  /** Whether the person chose it, and not somebody for their role. */
  isOwnChoice: boolean
}

type Row = { [Key in keyof SavedView]: SavedView[Key] | null } & { default_view: string | null; default_builtin: string | null }

/** No menu is of use beyond that; what comes later in the alphabet is not offered. */
const MOST = 300

const COLUMNS = `v.id, v.user_id, v.name, v.params, v.is_role_default, v.version,
      coalesce(v.shared_role, v.custom_role_id::text) as shared_role`
/** Those of one's own roles; whoever may share sees all that are shared. */
const WITH_ROLES = 'v.shared_role = any(?) or v.custom_role_id = any(?::uuid[])'
const WITH_ANYBODY = 'v.shared_role is not null or v.custom_role_id is not null'

/** One statement, which every page of a list sends: texts of their own, as an index is not used for "is not distinct from". */
const sqlFor = (isCompany: boolean, shared: string) => {
  const here = (alias: string) => (isCompany ? `${alias}.tenant_id = ?` : `${alias}.tenant_id is null`)
  return `
    select ${COLUMNS}, d.view_id as default_view, d.builtin as default_builtin
      from (select 1) one
      left join table_view_defaults d on d.user_id = ? and d.list = ? and ${here('d')}
      left join table_views v on v.list = ? and ${here('v')} and (v.user_id = ? or ${shared})
     order by lower(v.name), v.id limit ${MOST}`
}
const [SEEN, ALL_SHARED] = [WITH_ROLES, WITH_ANYBODY].map((shared) => ({ company: sqlFor(true, shared), none: sqlFor(false, shared) }))

export async function findViews(place: ListPlace, access: Access): Promise<ListViews> {
  const { userId, list, tenantId } = place
  const here = tenantId ? [tenantId] : []
  const isSharer = mayShareAt(place, access)
  const roles = rolesAt(place, access)
  const bindings = [userId, list, ...here, list, ...here, userId, ...(isSharer ? [] : [roles, roles.filter(isId)])]
  const sql = isSharer ? ALL_SHARED : SEEN
  const rows = await preparedRows<Row>(tenantId ? sql.company : sql.none, bindings)
  const saved = rows.filter(({ id }) => id).map(toView)
  const own = chosenBy(rows[0], saved)
  return { saved, opensWith: own ?? roleDefault(saved, roles)?.id ?? null, isOwnChoice: own !== null }
}

/** A view that is shared no more is nobody's default but its owner's. */
function chosenBy({ default_view: view, default_builtin: builtin }: Row, saved: SavedView[]): string | null {
  return builtin ?? (saved.some(({ id }) => id === view) ? view : null)
}

/** Of several roles the first counts; what is for everyone comes last. */
function roleDefault(saved: SavedView[], roles: ShareRole[]): SavedView | undefined {
  const rank = (role: ShareRole) => (role === EVERYONE ? roles.length : roles.indexOf(role))
  return saved
    .filter((view) => view.is_role_default && view.shared_role && roles.includes(view.shared_role))
    .sort((a, b) => rank(a.shared_role!) - rank(b.shared_role!))[0]
}

const toView = ({ default_view: _view, default_builtin: _builtin, ...view }: Row) => view as SavedView
