import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { canonicalName, nameSkeleton } from '#registry/names/plugin_name'
import { MY_ROLE, roleBindings } from '#registry/publishing/plugin_ownership'
import { assertMay, assertTokenReaches, type OwnerRole } from '#registry/owners/publishing_policy'
import { InvalidPlugin, NameTaken, PluginFrozen, VersionExists } from '#registry/exceptions/refusals'
import { findJoinedPublisher } from '#registry/teams/publisher_access'
import type { Actor } from '#core/actor'
import type { PublishAs } from '#registry/publishing/release'

type EarlyCheck = { actor: Actor; as: PublishAs; name: string; versionNoBuild: string; publisher: string | null }
type Known = { canon_name: string; publisher: string; role: OwnerRole | null; trustpub_only: boolean; status: string; used: boolean }

/**
 * What the transaction would refuse anyway is refused before a module is judged and stored. It decides, this only saves
 * work. Answers whether the name is a new one.
 */
export async function refuseEarly({ actor, as, name, versionNoBuild, publisher }: EarlyCheck): Promise<{ isNewName: boolean }> {
  const canon = canonicalName(name)
  const [known] = await sqlRows<Known>(
    db,
    `select canon_name, status, trustpub_only, (select b.slug::text from publishers b where b.id = plugins.publisher_id) as publisher, ${MY_ROLE} as role,
            exists (select 1 from used_versions u where u.canon_name = plugins.canon_name and u.version_no_build = ?) as used
       from plugins where canon_name = ? or skeleton = ? order by (canon_name = ?) desc limit 1`,
    [...roleBindings(actor, as), versionNoBuild, canon, nameSkeleton(name), canon]
  )
  if (!known) {
    assertTokenReaches(actor, 'publish-new', canon)
    if (publisher) await findJoinedPublisher(db, actor, publisher)
    return { isNewName: true }
  }
  if (known.canon_name !== canon) throw new NameTaken()
  assertMay(actor, 'publish-update', known)
  if (publisher && publisher.toLowerCase() !== known.publisher.toLowerCase()) {
    throw InvalidPlugin.field('publisher', 'The plugin stands under another publisher: change that first', 'publisher')
  }
  if (known.used) throw new VersionExists()
  if (known.status !== 'active' && known.status !== 'restricted') throw new PluginFrozen()
  return { isNewName: false }
}
