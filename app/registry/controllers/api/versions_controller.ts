import vine from '@vinejs/vine'
import { inject } from '@adonisjs/core'
import { sendWire } from '#registry/wire/casing'
import { downloadSeconds } from '#registry/settings'
import { Settings } from '#core/settings/settings'
import { Forbidden } from '#core/http/exceptions'
import { BlobStore } from '#registry/blobs/blob_store'
import { YankVersion } from '#registry/actions/yank_version'
import { canonicalName } from '#registry/names/plugin_name'
import { CountDownload } from '#registry/counters/count_download'
import { downloadOf } from '#registry/counters/download_of'
import { VersionNotFound } from '#registry/exceptions/refusals'
import { findStranded } from '#registry/dependencies/queries/find_stranded'
import { findDownload } from '#registry/queries/find_download'
import type { HttpContext } from '@adonisjs/core/http'

export const yankValidator = vine.create({ reason: vine.string().trim().maxLength(500).optional() })

type Params = { name: string; version: string }

/** One version's bytes, and taking it back. */
@inject()
export default class VersionsController {
  constructor(
    private readonly blobs: BlobStore,
    private readonly settings: Settings,
    private readonly downloads: CountDownload,
    private readonly yankVersion: YankVersion
  ) {}

  async download(ctx: HttpContext) {
    const { response } = ctx
    const { name, version } = ctx.params as Params
    const found = await findDownload(canonicalName(name), version)
    if (!found) throw new VersionNotFound()
    const seconds = await this.settings.get(downloadSeconds)
    const url = await this.blobs.signedUrl(found, { name: `${found.plugin}-${found.version}`, seconds })
    await this.downloads.handle(downloadOf(ctx, found.id))
    return response.header('Cache-Control', 'no-store').status(307).header('Location', url).send('')
  }

  async yank(ctx: HttpContext) {
    if (!ctx.access.can('registry.publish')) throw new Forbidden()
    const { name, version } = ctx.params as Params
    const { reason } = await ctx.request.validateUsing(yankValidator)
    const yanked = await this.yankVersion.handle({ actor: ctx.actor, plugin: name, version, reason })
    const stranded = await findStranded(yanked)
    return sendWire(ctx, {
      success: true,
      message: `Version ${yanked.version} of ${yanked.plugin} yanked successfully`,
      serial: yanked.serial,
      stranded,
    })
  }
}
