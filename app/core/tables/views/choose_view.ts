import db from '@adonisjs/lucid/services/db'
import { NotFound } from '#core/http/exceptions'
import { isId } from '#core/ids'
import { findViews } from '#core/tables/views/find_views'
import { chooseDefault } from '#core/tables/views/view_rows'
import type { Access } from '#core/rights'
import type { ListPlace } from '#core/tables/views/list_place'

/** `view`: id of a saved view, key of one that comes with the list, `all`; null ends the choice. */
export type Choice = { access: Access; place: ListPlace; view: string | null }

/** What a list opens with for one person, whatever others chose for their role. */
export class ChooseView {
  async handle({ access, place, view }: Choice): Promise<void> {
    if (!isId(view)) return db.transaction((trx) => chooseDefault(trx, place, view ? { builtin: view } : null))
    const { saved } = await findViews(place, access)
    if (!saved.some(({ id }) => id === view)) throw new NotFound()
    await db.transaction((trx) => chooseDefault(trx, place, { viewId: view }))
  }
}
