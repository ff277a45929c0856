import { MemoryWindow } from '#core/limits/memory_window'
import type { Figure } from './support/report.js'

const REQUESTS = 1_000_000
const MINUTE = 60_000

/** What counting one request costs a process: a few known callers, and every request from another address. */
export async function measureRequestLimits(): Promise<Figure[]> {
  const few = microseconds((at) => `address:api:192.0.2.${at % 200}`)
  const flood = microseconds((at) => `address:api:2001:db8:${(at >> 16).toString(16)}:${(at & 0xff_ff).toString(16)}::/64`)
  return [
    { name: 'counting a request against a limit', value: few, unit: 'µs', goal: 500, better: 'less' },
    { name: 'the same when each comes from another address', value: flood, unit: 'µs', goal: 500, better: 'less' },
  ]
}

function microseconds(keyOf: (at: number) => string): number {
  const window = new MemoryWindow(MINUTE)
  const begun = performance.now()
  for (let at = 0; at < REQUESTS; at++) window.take(keyOf(at), 600)
  return Number((((performance.now() - begun) * 1_000) / REQUESTS).toFixed(2))
}
