import { pick, rate } from '../support/figures.js'
import { load } from '../support/load.js'
import type { Figure } from '../support/report.js'
import type { PlantedInstallation } from './planted_installation.js'

const KNOWN = 200
/** Of the same, before anything is measured: a registry that has run for a while keeps answers of what is asked for most. */
const RUNNING_IN_SECONDS = 20

/** Reading one plugin: as often as each was downloaded, each as often as any other, and by who has it already. */
export async function measureReads({ url, database }: PlantedInstallation): Promise<Figure[]> {
  const names = await namesByDownloads(database)
  const asUsed = () => ({ path: pathOf(names[Math.floor(names.length * Math.random() ** 7)]!) })
  const cold = await load({ url, next: asUsed })
  await load({ url, next: asUsed, seconds: RUNNING_IN_SECONDS })
  const used = await load({ url, next: asUsed })
  const any = await load({ url, next: () => ({ path: pathOf(pick(names)) }) })
  const tags = await readTags(url, names.slice(0, KNOWN))
  const known = await load({ url, next: () => knownRequest(pick(tags)) })
  return [
    rate(`metadata of a plugin of six versions, as often as each is downloaded, after ${RUNNING_IN_SECONDS} s of the same`, used, 3_000),
    { ...rate('the same right after the start', cold, 3_000), goal: undefined },
    { ...rate('the same, each of 20,000 as often as any other', any, 3_000), goal: undefined },
    rate('the same by who has it already: 304', known, 4_000),
  ]
}

const pathOf = (name: string) => `/api/v1/plugins/${name}`

async function namesByDownloads(database: PlantedInstallation['database']): Promise<string[]> {
  const { rows } = await database.query<{ name: string }>(
    `select p.name from plugins p join publishers b on b.id = p.publisher_id where b.slug like 'bench-publisher-%' order by p.downloads_total desc`
  )
  return rows.map(({ name }) => name)
}

const readTags = (url: string, names: string[]) =>
  Promise.all(
    names.map(async (name) => {
      const path = pathOf(name)
      const answer = await fetch(url + path)
      return { path, etag: answer.headers.get('etag') ?? '' }
    })
  )

const knownRequest = ({ path, etag }: { path: string; etag: string }) => ({ path, headers: { 'if-none-match': etag } })
