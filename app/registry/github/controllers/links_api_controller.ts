import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Forbidden } from '#core/http/exceptions'
import { sendWire, snakeKeys } from '#registry/wire/casing'
import { assertMay, findPublishedPlugin } from '#registry/owners/publishing_policy'
import { ChangeLink } from '#registry/github/change_link'
import { findLinkOfPlugin, listNotices } from '#registry/github/repository_link'
import { linkValidator, toLinkJson } from '#registry/github/link_json'
import type { HttpContext } from '@adonisjs/core/http'

/** The repository whose releases become a plugin's versions, by API. */
@inject()
export default class LinksApiController {
  constructor(private readonly change: ChangeLink) {}

  async show(ctx: HttpContext) {
    const plugin = await findPublishedPlugin(db, ctx.actor, nameOf(ctx))
    assertMay(ctx.actor, ctx.actor.grant ? 'trusted-publishing' : 'read', plugin)
    const link = await findLinkOfPlugin(db, plugin.id)
    return sendWire(ctx, toLinkJson(link, await listNotices(db, link.id)))
  }

  async update(ctx: HttpContext) {
    const { repository } = await linkValidator.validate(snakeKeys(ctx.request.body()))
    const made = await this.change.link({ actor: ctx.actor, plugin: nameOf(ctx), repository })
    ctx.response.header('Cache-Control', 'no-store')
    return sendWire(ctx, made)
  }

  async destroy(ctx: HttpContext) {
    await this.change.unlink({ actor: ctx.actor, plugin: nameOf(ctx) })
    return ctx.response.noContent()
  }
}

function nameOf({ access, params }: HttpContext): string {
  if (!access.can('registry.publish')) throw new Forbidden()
  return params.name as string
}
