import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { sqlRows } from '#core/database/sql'
import { canonicalName } from '#registry/names/plugin_name'
import { VersionNotFound } from '#registry/exceptions/refusals'
import { assertMay, type OwnerRole } from '#registry/owners/publishing_policy'
import { ChangeVersionStatus, type ChangedVersion } from '#registry/actions/change_version_status'
import type { Actor } from '#core/actor'

export type YankInput = { actor: Actor; plugin: string; version: string; reason?: string; isUndone?: boolean }

/** Takes a published version out of what new installations may choose, or puts it back; lockfiles still find it. */
@inject()
export class YankVersion {
  constructor(private readonly statuses: ChangeVersionStatus) {}

  async handle({ actor, plugin, version, reason, isUndone = false }: YankInput): Promise<ChangedVersion> {
    return db.transaction(async (trx) => {
      const [row] = await sqlRows<{ id: string; canon_name: string; role: OwnerRole | null; trustpub_only: boolean }>(
        trx,
        `select v.id, p.canon_name, p.trustpub_only, o.role from plugin_versions v join plugins p on p.id = v.plugin_id
           left join plugin_people o on o.plugin_id = p.id and o.user_id = ?
          where p.canon_name = ? and v.version = ? and v.status in ('published', 'yanked')
            and p.status in ('active', 'archived', 'restricted')`,
        [actor.userId, canonicalName(plugin), version]
      )
      if (!row) throw new VersionNotFound()
      assertMay(actor, 'yank', row)
      return this.statuses.apply(trx, {
        actor,
        versionId: row.id,
        act: isUndone ? 'unyank' : 'yank',
        reasonCode: 'publisher',
        publicReason: reason,
      })
    })
  }
}
