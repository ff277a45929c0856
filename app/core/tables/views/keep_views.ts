import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { isId, newId } from '#core/ids'
import { Clock } from '#core/clock'
import { Audit } from '#core/audit/audit'
import { Forbidden, NotFound } from '#core/http/exceptions'
import { sqlRows, sqlRun } from '#core/database/sql'
import { isUniqueViolation } from '#core/database/unique_violation'
import { mayShareAt, shareableCustomRoles, shareableRoles, type ListPlace } from '#core/tables/views/list_place'
import { ViewChanged, ViewNameTaken } from '#core/tables/views/exceptions'
import { assertRoom, chooseDefault, lockView, sharedColumns } from '#core/tables/views/view_rows'
import type { Actor } from '#core/actor'
import type { Access } from '#core/rights'
import type { SavedView, ShareRole } from '#core/tables/views/saved_view'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type By = { actor: Actor; access: Access; place: ListPlace }
export type ViewTerms = { name: string; sharedRole: ShareRole | null; isRoleDefault: boolean; isDefault: boolean }
type Change = Partial<Pick<SavedView, 'name' | 'params' | 'shared_role' | 'is_role_default'>>

/**
 * Keeps, changes and deletes views of lists. One's own are one's own; those that are shared belong to whoever may share there, and
 * each change of them is audited. Throws `NotFound` for what one does not see, `Forbidden` for what one sees but may not change.
 */
@inject()
export class KeepViews {
  constructor(private readonly audit: Audit) {}

  async create(by: By, { params, ...terms }: ViewTerms & { params: SavedView['params'] }): Promise<SavedView> {
    const { list, userId, tenantId } = by.place
    const content = { name: terms.name, params, ...(await sharingOf(by, terms)) }
    return db.transaction(async (trx) => {
      await assertRoom(trx, by.place)
      const view = { ...content, id: newId(), user_id: userId, version: 1 }
      await this.#endRoleDefault(trx, by, view)
      await trx
        .table('table_views')
        .insert({ ...view, ...sharedColumns(view.shared_role), params: JSON.stringify(params), list, tenant_id: tenantId })
        .catch(refuse)
      if (terms.isDefault) await chooseDefault(trx, by.place, { viewId: view.id })
      if (view.shared_role) await this.#record(trx, by, { action: 'core.view_shared', after: view })
      return view
    })
  }

  async change(by: By, { viewId, version, ...terms }: ViewTerms & { viewId: string; version: number }): Promise<SavedView> {
    const sharing = await sharingOf(by, terms)
    return db.transaction(async (trx) => {
      const before = await this.#lock(trx, by, { viewId, version })
      const view = await this.#write(trx, by, { before, change: { name: terms.name, ...sharing } })
      await this.#switchDefault(trx, by.place, { viewId, isDefault: terms.isDefault })
      return view
    })
  }

  /** The view shows from now on what its list shows now. */
  async saveOver(
    by: By,
    { viewId, version, params }: { viewId: string; version: number; params: SavedView['params'] }
  ): Promise<SavedView> {
    return db.transaction(async (trx) => {
      const before = await this.#lock(trx, by, { viewId, version })
      return this.#write(trx, by, { before, change: { params } })
    })
  }

  async remove(by: By, viewId: string): Promise<SavedView> {
    return db.transaction(async (trx) => {
      const view = await this.#lock(trx, by, { viewId })
      await trx.from('table_views').where('id', viewId).delete()
      if (view.shared_role) await this.#record(trx, by, { action: 'core.view_removed', before: view })
      return view
    })
  }

  async #lock(trx: TransactionClientContract, { access, place }: By, { viewId, version }: { viewId: string; version?: number }) {
    const view = await lockView(trx, place, viewId)
    const isSharer = mayShareAt(place, access)
    const isSeen = view && (view.user_id === place.userId || (view.shared_role && isSharer))
    if (!isSeen) throw new NotFound()
    if (view.shared_role && !isSharer) throw new Forbidden()
    if (version !== undefined && view.version !== version) throw new ViewChanged()
    return view
  }

  async #write(trx: TransactionClientContract, by: By, { before, change }: { before: SavedView; change: Change }): Promise<SavedView> {
    const view = { ...before, ...change, version: before.version + 1 }
    await this.#endRoleDefault(trx, by, view)
    const { name, params, shared_role: role, is_role_default: isDefault, version } = view
    await trx
      .from('table_views')
      .where('id', view.id)
      .update({
        name,
        ...sharedColumns(role),
        is_role_default: isDefault,
        version,
        params: JSON.stringify(params),
        updated_at: Clock.now().toJSDate(),
      })
      .catch(refuse)
    if (!before.shared_role && role) await this.#record(trx, by, { action: 'core.view_shared', after: view })
    if (before.shared_role && role) await this.#record(trx, by, { action: 'core.view_changed', before, after: view })
    if (before.shared_role && !role) await this.#record(trx, by, { action: 'core.view_unshared', before })
    return view
  }

  /** A role's list opens with one view: the later choice counts. */
  async #endRoleDefault(trx: TransactionClientContract, { place: { list, tenantId } }: By, view: SavedView) {
    if (!view.is_role_default) return
    await sqlRun(
      trx,
      `update table_views set is_role_default = false, version = version + 1
        where list = ? and tenant_id is not distinct from ? and coalesce(shared_role, custom_role_id::text) = ? and is_role_default and id <> ?`,
      [list, tenantId, view.shared_role, view.id]
    )
  }

  async #switchDefault(trx: TransactionClientContract, place: ListPlace, { viewId, isDefault }: { viewId: string; isDefault: boolean }) {
    const [own] = await sqlRows(trx, 'select 1 from table_view_defaults where user_id = ? and view_id = ?', [place.userId, viewId])
    if (isDefault) await chooseDefault(trx, place, { viewId })
    else if (own) await chooseDefault(trx, place, null)
  }

  async #record(
    trx: TransactionClientContract,
    { actor, place: { list, tenantId } }: By,
    { action, before, after }: { action: string; before?: SavedView; after?: SavedView }
  ) {
    const { id, name } = (after ?? before)!
    const target = { type: 'table_view', id, label: name }
    const factsOf = (view: SavedView | undefined) =>
      view && { list, name: view.name, params: view.params, shared_role: view.shared_role, is_role_default: view.is_role_default }
    await this.audit.record(trx, {
      ...{ actor, tenantId, action, target, before: factsOf(before), after: factsOf(after) },
    })
  }
}

/** Throws where somebody shares who may not, or with whom the list is closed to. */
async function sharingOf({ access, place }: By, { sharedRole, isRoleDefault }: ViewTerms) {
  if (sharedRole && !(mayShareAt(place, access) && (await isShareable(place, sharedRole)))) throw new Forbidden()
  return { shared_role: sharedRole, is_role_default: !!sharedRole && isRoleDefault }
}

const isShareable = async (place: ListPlace, role: ShareRole) =>
  isId(role) ? (await shareableCustomRoles(place)).some(({ id }) => id === role) : shareableRoles(place).includes(role)

function refuse(error: unknown): never {
  // The role was removed since the form was opened.
  if ((error as { code?: string }).code === '23503') throw new Forbidden()
  throw isUniqueViolation(error, 'table_views_name') ? new ViewNameTaken() : error
}
