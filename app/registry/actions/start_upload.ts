import db from '@adonisjs/lucid/services/db'
import { createHash, randomBytes } from 'node:crypto'
import { inject } from '@adonisjs/core'
import { newId } from '#core/ids'
import { Clock } from '#core/clock'
import { appUrl } from '#config/app'
import { uploadMinutes } from '#registry/settings'
import { Settings } from '#core/settings/settings'
import { InvalidPlugin } from '#registry/exceptions/refusals'
import { readManifest } from '#registry/manifest/read_manifest'
import { refuseEarly } from '#registry/publishing/refuse_early'
import { checkRelease } from '#registry/publishing/check_release'
import { GATE_LIMITS } from '#runtime/gate/gate_limits'
import type { Actor } from '#core/actor'
import type { Release } from '#registry/publishing/release'

export type UploadAddress = { uploadUrl: string; expiresAt: Date }

/** The first of two steps: remembers what will be published and says where to send the bytes. No version exists yet. */
@inject()
export class StartUpload {
  constructor(private readonly settings: Settings) {}

  async handle({ actor, release, manifest }: { actor: Actor; release: Release; manifest: unknown }): Promise<UploadAddress> {
    const { versionNoBuild } = checkRelease(release)
    if (release.checksum === null) throw InvalidPlugin.field('checksum', 'Name the sha-256 of the module that will be sent', 'required')
    if (release.size !== null && release.size > GATE_LIMITS.upload_bytes) {
      throw InvalidPlugin.field('size', `A module may have ${GATE_LIMITS.upload_bytes} bytes at most`, 'max')
    }
    const read = manifest === null ? null : readManifest(manifest)
    await refuseEarly({ actor, as: 'actor', name: release.name, versionNoBuild, publisher: release.publisher ?? null })

    const id = newId()
    const secret = randomBytes(24).toString('base64url')
    const expiresAt = Clock.now()
      .plus({ minutes: await this.settings.get(uploadMinutes) })
      .toJSDate()
    await db.table('plugin_uploads').insert({
      id,
      user_id: actor.userId,
      token_id: actor.grant?.tokenId ?? null,
      secret_hash: hashSecret(secret),
      request: JSON.stringify({ release, manifest: read }),
      expires_at: expiresAt,
    })
    return { uploadUrl: `${appUrl}/api/v1/plugins/uploads/${id}?token=${secret}`, expiresAt }
  }
}

export const hashSecret = (secret: string) => createHash('sha256').update(secret).digest('hex')
