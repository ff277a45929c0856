import { inject } from '@adonisjs/core'
import { NotFound } from '#core/http/exceptions'
import { ALL } from '#core/tables/table_state'
import { ChooseView } from '#core/tables/views/choose_view'
import { findViews } from '#core/tables/views/find_views'
import { KeepViews } from '#core/tables/views/keep_views'
import { mayShareAt, placeAt, type ListPlace } from '#core/tables/views/list_place'
import { formOf, termsOf } from '#core/tables/views/view_form'
import { paramsFrom } from '#core/tables/views/view_params'
import {
  atValidator,
  changeViewValidator,
  chooseViewValidator,
  newViewValidator,
  saveOverValidator,
  storeViewValidator,
} from '#core/tables/views/validators'
import type { HttpContext } from '@adonisjs/core/http'

/** Views that people keep of lists. Each form names the address of its list: what may be done there follows from that. */
@inject()
export default class ViewsController {
  constructor(
    private readonly views: KeepViews,
    private readonly choice: ChooseView
  ) {}

  async create(ctx: HttpContext) {
    const { at, query = '' } = await newViewValidator.validate(ctx.request.qs())
    const place = placeAt(ctx, at)
    return ctx.view.render('core/views/form', { ...(await formOf(ctx, place)), query, view: null, isDefault: false })
  }

  async store(ctx: HttpContext) {
    const { at, query = '', ...form } = await ctx.request.validateUsing(storeViewValidator)
    const place = placeAt(ctx, at)
    const view = await this.views.create(byIn(ctx, place), { ...termsOf(form), params: paramsFrom(query) })
    return backTo(ctx, place, { view: view.id, say: 'ui.view_saved' })
  }

  async edit(ctx: HttpContext) {
    const { place, view, isOwnDefault } = await this.#changeable(ctx)
    return ctx.view.render('core/views/form', { ...(await formOf(ctx, place)), query: '', view, isDefault: isOwnDefault })
  }

  async update(ctx: HttpContext) {
    const { at, version, ...form } = await ctx.request.validateUsing(changeViewValidator)
    const place = placeAt(ctx, at)
    const viewId = ctx.params.id as string
    await this.views.change(byIn(ctx, place), { viewId, version, ...termsOf(form) })
    return backTo(ctx, place, { view: viewId, say: 'ui.view_saved' })
  }

  async save(ctx: HttpContext) {
    const { at, version, query = '' } = await ctx.request.validateUsing(saveOverValidator)
    const place = placeAt(ctx, at)
    const viewId = ctx.params.id as string
    await this.views.saveOver(byIn(ctx, place), { viewId, version, params: paramsFrom(query) })
    return backTo(ctx, place, { view: viewId, say: 'ui.view_saved' })
  }

  async confirmRemoval(ctx: HttpContext) {
    const { place, view } = await this.#changeable(ctx)
    return ctx.view.render('core/views/remove', { place, view })
  }

  async destroy(ctx: HttpContext) {
    const { at } = await ctx.request.validateUsing(atValidator)
    const place = placeAt(ctx, at)
    await this.views.remove(byIn(ctx, place), ctx.params.id as string)
    return backTo(ctx, place, { view: null, say: 'ui.view_removed' })
  }

  async choose(ctx: HttpContext) {
    const { at, view = null, open } = await ctx.request.validateUsing(chooseViewValidator)
    const place = placeAt(ctx, at)
    await this.choice.handle({ access: ctx.access, place, view })
    return backTo(ctx, place, { view: open ?? ALL, say: view ? 'ui.view_chosen' : 'ui.view_chosen_no_more' })
  }

  /** The forms are shown to whom the acts are allowed to. */
  async #changeable(ctx: HttpContext) {
    const { at } = await atValidator.validate(ctx.request.qs())
    const place = placeAt(ctx, at)
    const { saved, opensWith, isOwnChoice } = await findViews(place, ctx.access)
    const view = saved.find(({ id }) => id === ctx.params.id)
    if (!view || (view.shared_role && !mayShareAt(place, ctx.access))) throw new NotFound()
    return { place, view, isOwnDefault: isOwnChoice && opensWith === view.id }
  }
}

const byIn = ({ actor, access }: HttpContext, place: ListPlace) => ({ actor, access, place })

function backTo({ response, session, i18n }: HttpContext, { path }: ListPlace, { view, say }: { view: string | null; say: string }) {
  session.flash('success', i18n.t(say))
  return response.redirect().toPath(view ? `${path}?${new URLSearchParams({ view }).toString()}` : path)
}
