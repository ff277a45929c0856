import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { isId } from '#core/ids'
import { sqlRows, sqlRun } from '#core/database/sql'
import { findGrantById } from '#registry/tokens/queries/find_grant'
import { hashSecret } from '#registry/actions/start_upload'
import { UploadNotFound } from '#registry/exceptions/refusals'
import { PublishVersion, type PublishedVersion } from '#registry/actions/publish_version'
import type { Actor } from '#core/actor'
import type { Release } from '#registry/publishing/release'

export type PendingUpload = {
  id: string
  user_id: string
  token_id: string | null
  email: string
  request: { release: Release; manifest: unknown }
}
type UploadBytes = { actor: Actor; upload: PendingUpload; artifact: Uint8Array }

/** The second of two steps: the bytes are here, so the version is published in the name of who announced it. */
@inject()
export class FinishUpload {
  constructor(private readonly publish: PublishVersion) {}

  /** The upload an address stands for. Asked before a byte of the body is read. Throws `UploadNotFound` (404). */
  async find(id: string, secret: unknown): Promise<PendingUpload> {
    if (!isId(id) || typeof secret !== 'string') throw new UploadNotFound()
    const [upload] = await sqlRows<PendingUpload>(
      db,
      `select u.id, u.user_id, u.token_id, u.request, a.email::text as email from plugin_uploads u join users a on a.id = u.user_id
        where u.id = ? and u.secret_hash = ? and u.completed_at is null and u.expires_at > now() and a.status = 'active'`,
      [id, hashSecret(secret)]
    )
    if (!upload) throw new UploadNotFound()
    return upload
  }

  async handle({ actor, upload, artifact }: UploadBytes): Promise<PublishedVersion> {
    const { request, user_id: userId, email: label } = upload
    const uploader: Actor = { ...actor, kind: 'user', userId, label, ...(await boundsOf(upload)) }
    const published = await this.publish.handle({ actor: uploader, method: 'upload', artifact, ...request })
    await sqlRun(db, 'update plugin_uploads set completed_at = now() where id = ?', [upload.id])
    return published
  }
}

/** What began with a program's token ends within it: revoked meanwhile, it takes the address along. */
async function boundsOf({ token_id: tokenId }: PendingUpload): Promise<Pick<Actor, 'tokenId' | 'grant'>> {
  if (!tokenId) return { tokenId: null }
  const found = await findGrantById(tokenId)
  if (!found) throw new UploadNotFound()
  return { tokenId, grant: found.grant }
}
