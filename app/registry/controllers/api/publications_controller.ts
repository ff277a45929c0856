import { appUrl } from '#config/app'
import { inject } from '@adonisjs/core'
import { sendWire } from '#registry/wire/casing'
import { Forbidden } from '#core/http/exceptions'
import { readArtifact } from '#registry/http/read_artifact'
import { StartUpload } from '#registry/actions/start_upload'
import { FinishUpload } from '#registry/actions/finish_upload'
import { readPublishBody } from '#registry/validators/publish_validator'
import { PublishVersion, type PublishedVersion } from '#registry/actions/publish_version'
import { asksOf } from '#runtime/manifest/plugin_manifest'
import type { HttpContext } from '@adonisjs/core/http'

/** Publishing by program: the bytes in the request, or by a second request to an address given in the answer. */
@inject()
export default class PublicationsController {
  constructor(
    private readonly publish: PublishVersion,
    private readonly startUpload: StartUpload,
    private readonly finishUpload: FinishUpload
  ) {}

  async store(ctx: HttpContext) {
    if (!ctx.access.can('registry.publish')) throw new Forbidden()
    const { release, artifact, manifest } = await readPublishBody(ctx.request.body())
    if (artifact) {
      return sendWire(ctx, toAnswer(await this.publish.handle({ actor: ctx.actor, method: 'api', release, artifact, manifest })))
    }

    const { uploadUrl, expiresAt } = await this.startUpload.handle({ actor: ctx.actor, release, manifest })
    return sendWire(ctx, {
      success: true,
      upload_url: uploadUrl,
      message: `Plugin ${release.name} version ${release.version} is expected: send the module by PUT to upload_url`,
      expires_at: expiresAt.toISOString(),
    })
  }

  /** Takes the raw module. The address is the right to send it: it was given to the publisher and works once. */
  async update(ctx: HttpContext) {
    const upload = await this.finishUpload.find(ctx.params.id as string, ctx.request.qs().token)
    const artifact = await readArtifact(ctx.request.request, Number(ctx.request.header('content-length')) || 0)
    return sendWire(ctx, toAnswer(await this.finishUpload.handle({ actor: ctx.actor, upload, artifact })))
  }
}

const WHAT_NOW: Record<string, string> = {
  published: 'published successfully',
  staged: 'was staged and goes on when its other owners have agreed',
}

function toAnswer({ id, plugin, version, status, serial, judgement }: PublishedVersion) {
  const { verdict, manifest, findings } = judgement
  return {
    success: true,
    upload_url: `${appUrl}/api/v1/plugins/${plugin}/versions/${version}/download`,
    message: `Plugin ${plugin} version ${version} ${WHAT_NOW[status] ?? 'was received and goes live when a moderator has approved it'}`,
    version_id: id,
    status,
    serial,
    checksum: verdict.sha256,
    capabilities: asksOf(manifest),
    verdict: {
      imports: verdict.imports,
      hooks: verdict.hooks,
      size: verdict.size,
      memory: verdict.memory,
      limits: verdict.limits,
      fuel_version: verdict.fuelVersion,
      findings,
    },
  }
}
