import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { canonicalName, nameSkeleton } from '#registry/names/plugin_name'
import { NameTaken, NotPluginOwner, PluginFrozen, VersionExists } from '#registry/exceptions/refusals'
import type { Actor } from '#core/actor'
import type { VersionNumber } from '#registry/versions/version_number'

type Known = { canon_name: string; mine: boolean; status: string; used: boolean }

/** What the transaction would refuse anyway is refused before a module is judged and stored. It decides, this only saves work. */
export async function refuseEarly(actor: Actor, name: string, { versionNoBuild }: VersionNumber): Promise<void> {
  const canon = canonicalName(name)
  const [known] = await sqlRows<Known>(
    db,
    `select canon_name, status,
            exists (select 1 from plugin_owners o where o.plugin_id = plugins.id and o.user_id = ?) as mine,
            exists (select 1 from used_versions u where u.canon_name = plugins.canon_name and u.version_no_build = ?) as used
       from plugins where canon_name = ? or skeleton = ? order by (canon_name = ?) desc limit 1`,
    [actor.userId, versionNoBuild, canon, nameSkeleton(name), canon]
  )
  if (!known) return
  if (known.canon_name !== canon) throw new NameTaken()
  if (!known.mine) throw new NotPluginOwner()
  if (known.used) throw new VersionExists()
  if (known.status !== 'active' && known.status !== 'restricted') throw new PluginFrozen()
}
