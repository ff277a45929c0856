import { inject } from '@adonisjs/core'
import { newId } from '#core/ids'
import { Audit } from '#core/audit/audit'
import { sqlRows } from '#core/database/sql'
import { canonicalName, nameSkeleton } from '#registry/names/plugin_name'
import { publisherNamed } from '#registry/teams/publishing_name'
import { MY_ROLE, publisherOf, roleBindings } from '#registry/publishing/plugin_ownership'
import { assertMay, assertTokenReaches, type OwnerRole } from '#registry/owners/publishing_policy'
import { NameTaken, PluginFrozen } from '#registry/exceptions/refusals'
import type { Actor } from '#core/actor'
import type { PluginStatus } from '#registry/enums/plugin_status'
import type { PublishAs, Release } from '#registry/publishing/release'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type ClaimedPlugin = { id: string; canon_name: string; publisher_id: string; status: PluginStatus; require_stage_approvals: number }
type NameClaim = { actor: Actor; as: PublishAs; release: Release }

/** Locks the plugin the actor publishes to; a free name becomes theirs with its first version. */
@inject()
export class ClaimPluginName {
  constructor(private readonly audit: Audit) {}

  async handle(trx: TransactionClientContract, { actor, as, release }: NameClaim): Promise<ClaimedPlugin> {
    const isNew = await this.#register(trx, { actor, as, release })
    const [plugin] = await sqlRows<ClaimedPlugin & { role: OwnerRole | null; trustpub_only: boolean }>(
      trx,
      `select id, canon_name, publisher_id, status, trustpub_only, require_stage_approvals, ${MY_ROLE} as role
         from plugins where canon_name = ? for update`,
      [...roleBindings(actor, as), canonicalName(release.name)]
    )
    if (!plugin) throw new NameTaken()
    assertMay(actor, isNew ? 'publish-new' : 'publish-update', plugin)
    if (plugin.status !== 'active' && plugin.status !== 'restricted') throw new PluginFrozen()
    return plugin
  }

  /** `on conflict do nothing` covers both the name and its look-alikes: who comes second finds the first one's row, or none. */
  async #register(trx: TransactionClientContract, { actor, as, release }: NameClaim): Promise<boolean> {
    const { name, category, description } = release
    const known = await trx.from('plugins').where('canon_name', canonicalName(name)).select('id').first()
    if (known) return false
    assertTokenReaches(actor, 'publish-new', canonicalName(name))
    const publisherId = as === 'actor' ? await publisherNamed(trx, actor, release.publisher ?? null) : publisherOf(as)
    const [plugin] = await sqlRows<{ id: string }>(
      trx,
      `insert into plugins (id, name, canon_name, skeleton, publisher_id, category, description)
       select ?, ?, ?, ?, ?, ?, ? where not exists (select 1 from reserved_names where canon_name = ? and (available_at is null or available_at > now()))
       on conflict do nothing returning id`,
      [newId(), name, canonicalName(name), nameSkeleton(name), publisherId, category, description, canonicalName(name)]
    )
    if (!plugin) return false
    if (as === 'actor') await trx.table('plugin_owners').insert({ plugin_id: plugin.id, user_id: actor.userId, role: 'owner' })
    await this.audit.record(trx, { actor, action: 'registry.plugin_registered', target: { type: 'plugin', id: plugin.id, label: name } })
    return true
  }
}
