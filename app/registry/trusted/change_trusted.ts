import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { isId, newId } from '#core/ids'
import { Audit } from '#core/audit/audit'
import { sqlRun } from '#core/database/sql'
import { InvalidPlugin } from '#registry/exceptions/refusals'
import { lockForAct } from '#registry/owners/publishing_policy'
import { AlreadyTrusted, TrustedPublisherNotFound } from '#registry/trusted/exceptions'
import { Issuers } from '#registry/trusted/issuers'
import type { Actor } from '#core/actor'

export type NewTrusted = { issuer: string; owner_id: string; repository: string; workflow: string; environment: string | null }

/** Which builds may publish a plugin. Its owner vouches for them: with the role their trust ends. */
@inject()
export class ChangeTrusted {
  constructor(
    private readonly audit: Audit,
    private readonly issuers: Issuers
  ) {}

  async add({ actor, plugin: key, trusted }: { actor: Actor; plugin: string; trusted: NewTrusted }): Promise<string> {
    const issuer = await this.issuers.find(trusted.issuer)
    if (!issuer) throw InvalidPlugin.field('issuer', 'This platform does not trust the issuer', 'issuer')
    return db.transaction(async (trx) => {
      const plugin = await lockForAct(trx, actor, { key, act: 'trusted-publishing' })
      const id = newId()
      const isNew = await sqlRun(
        trx,
        `insert into trusted_publishers (id, plugin_id, provider, issuer, owner_id, repository, workflow, environment, created_by)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing`,
        [
          ...[id, plugin.id, issuer.provider, issuer.issuer, trusted.owner_id, trusted.repository],
          ...[trusted.workflow, trusted.environment, actor.userId],
        ]
      )
      if (!isNew) throw new AlreadyTrusted()
      const target = { type: 'plugin', id: plugin.id, label: plugin.name }
      await this.audit.record(trx, { actor, action: 'registry.trusted_publisher_added', target, after: trusted })
      return id
    })
  }

  async remove({ actor, plugin: key, id }: { actor: Actor; plugin: string; id: string }): Promise<void> {
    await db.transaction(async (trx) => {
      const plugin = await lockForAct(trx, actor, { key, act: 'trusted-publishing' })
      const removed = isId(id) ? await sqlRun(trx, 'delete from trusted_publishers where id = ? and plugin_id = ?', [id, plugin.id]) : 0
      if (!removed) throw new TrustedPublisherNotFound()
      const target = { type: 'plugin', id: plugin.id, label: plugin.name }
      await this.audit.record(trx, { actor, action: 'registry.trusted_publisher_removed', target, before: { id } })
    })
  }
}
