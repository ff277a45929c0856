import { apiLogin } from '../support/client.js'
import { measureYardsticks } from '../support/yardstick.js'
import { measureDownloads } from './downloads.js'
import { PUBLISHER } from './own_plugin.js'
import { startPlanted, type PlantedInstallation } from './planted_installation.js'
import { measurePublishing, measureRaces } from './publishing.js'
import { measureReads } from './reads.js'
import { measureResolver } from './resolver.js'
import { measureSearch } from './search.js'
import { measureKillSwitch, measureTakedowns } from './withdrawals.js'
import type { Figure } from '../support/report.js'

/** The numbers a registry is judged by: 20,000 plugins of six versions each, and the search again among 250,000. */
export async function measureRegistry(): Promise<Figure[]> {
  const figures = tell(await measureResolver())
  const some = await startPlanted({ plugins: 20_000, versions: 6 })
  try {
    figures.push(...(await measureAll(some)))
  } finally {
    await some.stop()
  }
  const many = await startPlanted({ plugins: 250_000, versions: 1 })
  try {
    figures.push(...tell(await measureSearch(many.url, { plugins: 250_000, goal: 150 })))
  } finally {
    await many.stop()
  }
  return figures
}

async function measureAll(installation: PlantedInstallation): Promise<Figure[]> {
  const { url } = installation
  const publisher = { ...installation, token: await apiLogin(url, PUBLISHER) }
  const yardsticks = (await measureYardsticks(url)).map((figure) => ({ ...figure, name: `${figure.name}, beside the registry` }))
  const figures = [
    ...tell(yardsticks),
    ...tell(await measureReads(installation)),
    ...tell(await measureSearch(url, { plugins: 20_000, goal: 50 })),
  ]
  const { figures: publishing, published } = await measurePublishing(publisher)
  figures.push(...tell(publishing), ...tell(await measureDownloads(url, published)))
  for (const measure of [measureRaces, measureTakedowns, measureKillSwitch]) figures.push(...tell(await measure(publisher)))
  return figures
}

function tell(figures: Figure[]): Figure[] {
  for (const { name, value, unit, note = '' } of figures) console.log(`${name}: ${value} ${unit} (${note})`)
  return figures
}
