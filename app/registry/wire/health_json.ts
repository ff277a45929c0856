import type { HistoryEntry } from '#runtime/queries/installation_history'
import type { InstallationHealth } from '#runtime/queries/installation_health'

const ms = (us: number | null) => (us === null ? null : us / 1_000)

export const toHealthJson = (health: InstallationHealth) => ({
  runs: health.runs,
  failures: health.failures,
  p50_ms: ms(health.p50_us),
  p95_ms: ms(health.p95_us),
  fuel_median: health.fuel_median,
  fuel_share: health.fuel_share,
  hours: health.hours.map((hour) => ({
    hour: hour.hour.toISOString(),
    runs: hour.runs,
    failures: hour.failures,
    p50_ms: ms(hour.p50_us),
    p95_ms: ms(hour.p95_us),
    fuel_median: hour.fuel_median,
    fuel_most: hour.fuel_most,
  })),
})

export const toHistoryJson = ({ act, at, by, reason, before, after }: HistoryEntry) => ({
  act,
  at: at.toISOString(),
  by,
  reason,
  before,
  after,
})
