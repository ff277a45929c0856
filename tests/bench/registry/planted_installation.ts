import { existsSync, rmSync, writeFileSync } from 'node:fs'
import pg from 'pg'
import { storagePath } from '../../../services/paths.js'
import { ensurePostgres } from '../../../services/postgres/ensure_postgres.js'
import { startInstallation, type Installation } from '../support/installation.js'
import { plantPlugins, type Planting } from '../support/plant_plugins.js'

export type PlantedInstallation = Installation & { database: pg.Client }

/**
 * An installation of its own for each size, with its plugins planted before anybody asks for them, and kept for the next
 * run. One that was left half planted is thrown away.
 */
export async function startPlanted(planting: Planting): Promise<PlantedInstallation> {
  const before = process.env.RIALTO_STORAGE
  process.env.RIALTO_STORAGE = `${storagePath()}-registry-${planting.plugins}`
  if (!existsSync(markPath())) await prepare(planting)
  const { stop, ...installation } = await startInstallation()
  const { url, release } = await ensurePostgres()
  const database = new pg.Client({ connectionString: url })
  await database.connect()
  return {
    ...installation,
    database,
    async stop() {
      await database.end()
      await release()
      await stop()
      process.env.RIALTO_STORAGE = before
    },
  }
}

const markPath = () => storagePath('planted')

async function prepare(planting: Planting) {
  rmSync(storagePath(), { recursive: true, force: true })
  const { stop } = await startInstallation()
  await stop()
  const started = performance.now()
  await plantPlugins(planting)
  console.log(`${planting.plugins} plugins planted in ${Math.round((performance.now() - started) / 1_000)} s`)
  writeFileSync(markPath(), '')
}
