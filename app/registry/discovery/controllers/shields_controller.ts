import { NotFound } from '#core/http/exceptions'
import { drawShield } from '#registry/discovery/shields/draw_shield'
import { findPluginHead } from '#registry/discovery/queries/find_plugin_head'
import { sendFile } from '#registry/discovery/send_file'
import { shieldOf, SHIELDS } from '#registry/discovery/shields/shield'
import type { HttpContext } from '@adonisjs/core/http'

/** Small pictures that say something of a plugin, for readmes and pages elsewhere. */
export default class ShieldsController {
  async show(ctx: HttpContext) {
    const { name, file } = ctx.params as { name: string; file: string }
    const kind = SHIELDS.find((shield) => `${shield}.svg` === file)
    if (!kind) throw new NotFound()
    const plugin = await findPluginHead(name, null)
    return sendFile(ctx, { type: 'image/svg+xml; charset=utf-8', body: drawShield(shieldOf(kind, plugin)) })
  }
}
