import { inject } from '@adonisjs/core'
import { ChangeMark } from '#registry/discovery/marks/change_mark'
import { describeResults } from '#registry/search/describe_results'
import { hearsOfReleases, listFavourites, listFollows, type Follow } from '#registry/discovery/marks/queries/list_marks'
import { muteReleaseNotices } from '#registry/discovery/marks/mute_release_notices'
import { noticesValidator, pageValidator } from '#registry/discovery/validators'
import { sendWire, snakeKeys } from '#registry/wire/casing'
import { toPluginCard } from '#registry/wire/plugin_card'
import type { HttpContext } from '@adonisjs/core/http'
import type { Mark } from '#registry/discovery/marks/mark'

const LIMIT = 20

/** One's own favourites and follows. There is no id in any path: nobody reaches another's. */
@inject()
export default class MarksApiController {
  constructor(private readonly changeMark: ChangeMark) {}

  favourite = (ctx: HttpContext) => this.#change(ctx, 'favourite', true)
  unfavourite = (ctx: HttpContext) => this.#change(ctx, 'favourite', false)
  follow = (ctx: HttpContext) => this.#change(ctx, 'follow', true)
  unfollow = (ctx: HttpContext) => this.#change(ctx, 'follow', false)
  followPublisher = (ctx: HttpContext) => this.#change(ctx, 'publisher_follow', true)
  unfollowPublisher = (ctx: HttpContext) => this.#change(ctx, 'publisher_follow', false)

  async favourites(ctx: HttpContext) {
    const { limit = LIMIT, cursor } = await pageValidator.validate(ctx.request.qs())
    const { data, meta } = await listFavourites(ctx.user!.id, { limit, cursor })
    return sendWire(ctx, { data: (await describeResults(data, { locale: 'en', matched: null })).map(toPluginCard), meta })
  }

  async follows(ctx: HttpContext) {
    const { limit = LIMIT, cursor } = await pageValidator.validate(ctx.request.qs())
    const { data, meta } = await listFollows(ctx.user!.id, { limit, cursor })
    return sendWire(ctx, { data: data.map(toJson), meta, release_notices: await hearsOfReleases(ctx.user!.id) })
  }

  async notices(ctx: HttpContext) {
    const { release_notices: isHeard } = await noticesValidator.validate(snakeKeys(ctx.request.body()))
    await muteReleaseNotices(ctx.user!.id, !isHeard)
    return sendWire(ctx, { release_notices: isHeard })
  }

  async #change(ctx: HttpContext, mark: Mark, isSet: boolean) {
    const { name, slug } = ctx.params as { name?: string; slug?: string }
    const result = await this.changeMark.handle({ actor: ctx.actor, mark, name: name ?? slug ?? '', isSet })
    return sendWire(ctx, { success: true, [mark === 'favourite' ? 'favourite' : 'followed']: result.isSet, count: result.count })
  }
}

const toJson = ({ kind, handle, title, created_at: since }: Follow) => ({ kind, handle, title, since: since.toISOString() })
