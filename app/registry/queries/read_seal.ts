import { preparedRows } from '#core/database/prepared'
import { PluginNotFound } from '#registry/exceptions/refusals'
import { PUBLIC_PLUGIN } from '#registry/queries/visibility'

/**
 * A text that differs whenever what is told of a public plugin and its versions would: every change of a status raises
 * the serial; figures and the publisher's name change without it. One look by name.
 */
export async function readSeal(canonName: string): Promise<string> {
  const [row] = await preparedRows<{ seal: string }>(SEAL, [canonName])
  if (!row) throw new PluginNotFound()
  return row.seal
}

const SEAL = `
  select concat_ws(' ', p.id, p.serial, extract(epoch from p.updated_at), p.default_version_id, p.downloads_total, p.rating_sum, p.rating_count,
                   coalesce(extract(epoch from p.verified_at)::text, '-'), b.name) as seal
    from plugins p join publishers b on b.id = p.publisher_id where p.canon_name = ? and ${PUBLIC_PLUGIN}`
