import { gathered } from '#core/database/gathered'
import { preparedRows } from '#core/database/prepared'
import { PluginNotFound } from '#registry/exceptions/refusals'
import { PUBLIC_PLUGIN } from '#registry/queries/visibility'

type Sealed = { name: string; seal: string }

/**
 * A text that differs whenever what is told of a public plugin and its versions would: every change of a status raises
 * the serial; figures and the publisher's name change without it. One look by name, shared by all who ask meanwhile.
 */
export async function readSeal(canonName: string): Promise<string> {
  const seal = await findSeal(canonName)
  if (seal === undefined) throw new PluginNotFound()
  return seal
}

/** The plugin's serial, as its seal says it. */
export const serialOfSeal = (seal: string): number => Number(seal.split(' ', 2)[1])

const findSeal = gathered<string>(async (names) => {
  const rows = await preparedRows<Sealed>(SEALS, [names])
  return new Map(rows.map(({ name, seal }) => [name, seal]))
})

const SEALS = `
  select p.canon_name as name,
         concat_ws(' ', p.id, p.serial, extract(epoch from p.updated_at), p.default_version_id, p.downloads_total, p.rating_sum, p.rating_count,
                   coalesce(extract(epoch from p.verified_at)::text, '-'), b.name) as seal
    from plugins p join publishers b on b.id = p.publisher_id where p.canon_name = any(?) and ${PUBLIC_PLUGIN}`
