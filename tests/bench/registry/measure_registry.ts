import { apiLogin } from '../support/client.js'
import { measureYardsticks } from '../support/yardstick.js'
import type { Planting } from '../support/plant_plugins.js'
import { measureDownloads } from './downloads.js'
import { PUBLISHER } from './own_plugin.js'
import { startPlanted, type PlantedInstallation } from './planted_installation.js'
import { measurePublishing, measureRaces, type Published } from './publishing.js'
import { measureReads } from './reads.js'
import { measureResolver } from './resolver.js'
import { measureSearch } from './search.js'
import { measureKillSwitch, measureTakedowns } from './withdrawals.js'
import type { Figure } from '../support/report.js'

type Measure = () => Promise<Figure[]>

/** The numbers a registry is judged by: 20,000 plugins of six versions each, and the search again among 250,000. */
export async function measureRegistry(): Promise<Figure[]> {
  const figures = [
    ...(await told(measureResolver)),
    ...(await inside({ plugins: 20_000, versions: 6 }, measureAll)),
    ...(await inside({ plugins: 250_000, versions: 1 }, ({ url }) => told(() => measureSearch(url, { plugins: 250_000, goal: 150 })))),
  ]
  return figures.map((figure) => ({ ...figure, part: 'registry' }))
}

const inside = (planting: Planting, measure: (installation: PlantedInstallation) => Promise<Figure[]>): Promise<Figure[]> =>
  attempt(async () => {
    const installation = await startPlanted(planting)
    try {
      return await measure(installation)
    } finally {
      await installation.stop()
    }
  })

async function measureAll(installation: PlantedInstallation): Promise<Figure[]> {
  const { url } = installation
  const publisher = { ...installation, token: await apiLogin(url, PUBLISHER) }
  const published: Published[] = []
  const measures: Measure[] = [
    () => measureOwnYardsticks(url),
    () => measureReads(installation),
    () => measureSearch(url, { plugins: 20_000, goal: 50 }),
    () => measurePublishing(publisher, published),
    () => measureDownloads(url, published),
    () => measureRaces(publisher),
    () => measureTakedowns(publisher),
    () => measureKillSwitch(publisher),
  ]
  const figures: Figure[] = []
  for (const measure of measures) figures.push(...(await told(measure)))
  return figures
}

/** Of these minutes: those of the other parts are of theirs. */
const measureOwnYardsticks = async (url: string) =>
  (await measureYardsticks(url)).map((figure) => ({ ...figure, name: `${figure.name}, beside the registry` }))

const told = (measure: Measure): Promise<Figure[]> =>
  attempt(async () => {
    const figures = await measure()
    for (const { name, value, unit, note = '' } of figures) console.log(`${name}: ${value} ${unit} (${note})`)
    return figures
  })

/** One part that fails does not take the others with it; the run as a whole has failed then. */
async function attempt(measure: Measure): Promise<Figure[]> {
  try {
    return await measure()
  } catch (error) {
    console.error(error)
    process.exitCode = 1
    return []
  }
}
