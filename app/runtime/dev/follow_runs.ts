import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { findHook } from '#runtime/hooks/define_hook'
import { hookLimits } from '#runtime/hooks/hook_limits'

type RunLine = { id: string; hook: string; outcome: string; fuel: number; duration_us: number; error: string | null }

const EVERY_MS = 1_000

/** Tells of each call the shop makes of an installation, as soon as its record is written. Answers what stops it. */
export function followRuns(installationId: string, tell: (line: string) => void): () => void {
  let last: string | null = null
  let isReading = false
  const read = async () => {
    if (isReading) return
    isReading = true
    const runs = await readRuns(installationId, last).catch(() => [])
    for (const run of runs) tell(describe(run))
    last = runs.at(-1)?.id ?? last
    isReading = false
  }
  const timer = setInterval(() => void read(), EVERY_MS)
  return () => clearInterval(timer)
}

const readRuns = (installationId: string, after: string | null): Promise<RunLine[]> =>
  sqlRows<RunLine>(
    db,
    `select id, hook, outcome, fuel, duration_us, error from plugin_runs
      where installation_id = ? and ${after ? 'id > ?' : "at > now() - interval '2 seconds'"} order by id limit 100`,
    [installationId, ...(after ? [after] : [])]
  )

function describe({ hook: id, outcome, fuel, duration_us: microseconds, error }: RunLine): string {
  const hook = findHook(id)
  const share = hook ? ` (${((fuel / hookLimits(hook).fuel) * 100).toFixed(2)} %)` : ''
  const told = `${id}  ${outcome}  ${fuel.toLocaleString('en')} fuel${share}  ${(microseconds / 1_000).toFixed(1)} ms`
  return `→ ${told}${error ? `  ${error}` : ''}`
}
