import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { canonicalName, nameSkeleton } from '#registry/names/plugin_name'
import { IS_MINE, mineBindings } from '#registry/publishing/plugin_ownership'
import { NameTaken, NotPluginOwner, PluginFrozen, VersionExists } from '#registry/exceptions/refusals'
import type { Actor } from '#core/actor'
import type { PublishAs } from '#registry/publishing/release'

type EarlyCheck = { actor: Actor; as: PublishAs; name: string; versionNoBuild: string }
type Known = { canon_name: string; mine: boolean; status: string; used: boolean }

/** What the transaction would refuse anyway is refused before a module is judged and stored. It decides, this only saves work. */
export async function refuseEarly({ actor, as, name, versionNoBuild }: EarlyCheck): Promise<void> {
  const canon = canonicalName(name)
  const [known] = await sqlRows<Known>(
    db,
    `select canon_name, status,
            ${IS_MINE} as mine,
            exists (select 1 from used_versions u where u.canon_name = plugins.canon_name and u.version_no_build = ?) as used
       from plugins where canon_name = ? or skeleton = ? order by (canon_name = ?) desc limit 1`,
    [...mineBindings(actor, as), versionNoBuild, canon, nameSkeleton(name), canon]
  )
  if (!known) return
  if (known.canon_name !== canon) throw new NameTaken()
  if (!known.mine) throw new NotPluginOwner()
  if (known.used) throw new VersionExists()
  if (known.status !== 'active' && known.status !== 'restricted') throw new PluginFrozen()
}
