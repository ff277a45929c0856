import db from '@adonisjs/lucid/services/db'
import { randomBytes } from 'node:crypto'
import { inject } from '@adonisjs/core'
import { appUrl } from '#config/app'
import { newId } from '#core/ids'
import { Audit } from '#core/audit/audit'
import { Clock } from '#core/clock'
import { Vault } from '#core/vault/vault'
import { findLinkOfPlugin, secretField } from '#registry/github/repository_link'
import { lockForAct } from '#registry/owners/publishing_policy'
import type { Actor } from '#core/actor'

type Which = { actor: Actor; plugin: string }
export type NewLink = { id: string; url: string; secret: string }

const SECRET_BYTES = 32

export const noticeUrl = (linkId: string): string => `${appUrl}/webhooks/github/${linkId}`

/** Which repository's releases become a plugin's versions. Its secret is in the answer and nowhere else. */
@inject()
export class ChangeLink {
  constructor(
    private readonly audit: Audit,
    private readonly vault: Vault
  ) {}

  /** A link that was there ends with its secret. */
  async link({ actor, plugin: key, repository }: Which & { repository: string }): Promise<NewLink> {
    return db.transaction(async (trx) => {
      const plugin = await lockForAct(trx, actor, { key, act: 'trusted-publishing' })
      await trx.from('repository_links').where('plugin_id', plugin.id).delete()
      const id = newId()
      const secret = randomBytes(SECRET_BYTES).toString('base64url')
      const { ciphertext, keyId } = this.vault.seal({ owner: 'platform', field: secretField(id), plaintext: secret })
      const sealed = { ciphertext: Buffer.from(ciphertext), key_id: keyId }
      const row = { id, plugin_id: plugin.id, provider: 'github', repository, created_by: actor.userId, ...sealed }
      await trx.table('repository_links').insert({ ...row, created_at: Clock.now().toJSDate() })
      const target = { type: 'plugin', id: plugin.id, label: plugin.name }
      await this.audit.record(trx, { actor, action: 'registry.repository_linked', target, after: { repository } })
      return { id, url: noticeUrl(id), secret }
    })
  }

  /** Throws `RepositoryNotLinked` (404). */
  async unlink({ actor, plugin: key }: Which): Promise<void> {
    await db.transaction(async (trx) => {
      const plugin = await lockForAct(trx, actor, { key, act: 'trusted-publishing' })
      const { id, repository } = await findLinkOfPlugin(trx, plugin.id)
      await trx.from('repository_links').where('id', id).delete()
      const target = { type: 'plugin', id: plugin.id, label: plugin.name }
      await this.audit.record(trx, { actor, action: 'registry.repository_unlinked', target, before: { repository } })
    })
  }
}
