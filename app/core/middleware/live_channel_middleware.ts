import { Forbidden } from '#core/http/exceptions'
import { mayListen } from '#core/live/channels'
import vine from '@vinejs/vine'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

const streamValidator = vine.create({ uid: vine.string().uuid() })
const channelValidator = vine.create({ uid: vine.string().uuid(), channel: vine.string().maxLength(200) })

/** Before Transmit's own routes: a stream needs an id of the page's choice, a subscription the right to listen. */
export default class LiveChannelMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    if (ctx.request.method() === 'GET') {
      await ctx.request.validateUsing(streamValidator)
      return next()
    }
    const { channel } = await ctx.request.validateUsing(channelValidator)
    if (!mayListen(ctx, channel)) throw new Forbidden()
    return next()
  }
}
