import vine from '@vinejs/vine'
import { inject } from '@adonisjs/core'
import { ChangeMark } from '#registry/discovery/marks/change_mark'
import { describeShelf } from '#registry/discovery/pages/plugin_tiles'
import { hearsOfReleases, listFavourites, listFollows } from '#registry/discovery/marks/queries/list_marks'
import { muteReleaseNotices } from '#registry/discovery/marks/mute_release_notices'
import { pageValidator } from '#registry/discovery/validators'
import type { HttpContext } from '@adonisjs/core/http'

const PER_PAGE = 24

const markValidator = vine.create({ is_set: vine.boolean() })
const noticesFormValidator = vine.create({ release_notices: vine.boolean() })

/** Favourites and follows on pages. */
@inject()
export default class MarkPagesController {
  constructor(private readonly changeMark: ChangeMark) {}

  async index(ctx: HttpContext) {
    const { cursor } = await pageValidator.validate(ctx.request.qs())
    const userId = ctx.user!.id
    const { data, meta } = await listFavourites(userId, { limit: PER_PAGE, cursor })
    return ctx.view.render('registry/discovery/favourites', {
      tab: 'favourites',
      plugins: await describeShelf(data, ctx.i18n),
      nextUrl: meta.next_cursor ? `/account/favourites?cursor=${meta.next_cursor}` : null,
      isFirst: !cursor,
    })
  }

  async follows(ctx: HttpContext) {
    const { cursor } = await pageValidator.validate(ctx.request.qs())
    const userId = ctx.user!.id
    const { data, meta } = await listFollows(userId, { limit: PER_PAGE, cursor })
    return ctx.view.render('registry/discovery/follows', {
      tab: 'follows',
      follows: data.map((follow) => ({ ...follow, url: `/${follow.kind}s/${follow.handle}` })),
      isHeard: await hearsOfReleases(userId),
      nextUrl: meta.next_cursor ? `/account/follows?cursor=${meta.next_cursor}` : null,
      isFirst: !cursor,
    })
  }

  async notices({ user, request, response, session, i18n }: HttpContext) {
    const { release_notices: isHeard } = await request.validateUsing(noticesFormValidator)
    await muteReleaseNotices(user!.id, !isHeard)
    session.flash('success', i18n.t(isHeard ? 'discovery.notices_on' : 'discovery.notices_off'))
    return response.redirect().toRoute('account.follows.index')
  }

  async favourite(ctx: HttpContext) {
    await this.changeMark.handle({ actor: ctx.actor, mark: 'favourite', name: ctx.params.name as string, isSet: await wish(ctx) })
    return ctx.response.redirect().back()
  }

  async follow(ctx: HttpContext) {
    await this.changeMark.handle({ actor: ctx.actor, mark: 'follow', name: ctx.params.name as string, isSet: await wish(ctx) })
    return ctx.response.redirect().back()
  }

  async followPublisher(ctx: HttpContext) {
    await this.changeMark.handle({ actor: ctx.actor, mark: 'publisher_follow', name: ctx.params.slug as string, isSet: await wish(ctx) })
    return ctx.response.redirect().back()
  }
}

const wish = async ({ request }: HttpContext) => (await request.validateUsing(markValidator)).is_set
