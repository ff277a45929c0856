import { buildPlugin, type BuiltPlugin } from '#runtime/build/build_plugin'
import { readFixtures } from '#runtime/fixtures/fixture'
import { describeResult, type FixtureResult } from '#runtime/fixtures/fixture_result'
import type { FixtureRunner } from '#runtime/fixtures/fixture_runner'

/** What one look at a plugin's folder came to. */
export interface DevCycle {
  plugin: BuiltPlugin | null
  /** Why it can't be built; null where it can. */
  error: string | null
  results: FixtureResult[]
  milliseconds: number
}

/** Builds, gates and tries every fixture. Never throws: an author's mistake is an answer. */
export async function runDevCycle(folder: string, runner: FixtureRunner): Promise<DevCycle> {
  const startedAt = performance.now()
  const done = (cycle: Omit<DevCycle, 'milliseconds'>): DevCycle => ({ ...cycle, milliseconds: performance.now() - startedAt })
  try {
    const plugin = await buildPlugin(folder)
    const results: FixtureResult[] = []
    if (isFit(plugin)) for (const fixture of await readFixtures(folder)) results.push(await runner.run(plugin, fixture))
    return done({ plugin, error: null, results })
  } catch (error) {
    return done({ plugin: null, error: describeError(error as DetailedError), results: [] })
  }
}

/** Whether the gate let it through and its manifest tells the truth. */
export const isFit = ({ gated, verdict }: BuiltPlugin): boolean =>
  gated !== undefined && verdict.findings.every(({ severity }) => severity !== 'error')

export function describeCycle({ plugin, error, results, milliseconds }: DevCycle): string {
  if (!plugin) return `✘ ${error}`
  const { manifest, verdict } = plugin
  const findings = verdict.findings.map(({ severity, message }) => `  ${severity}: ${message}`)
  const took = `${Math.round(milliseconds)} ms`
  const head = isFit(plugin) ? `✔ ${manifest.id} ${manifest.version} passes the gate` : `✘ ${manifest.id} is refused by the gate`
  return [`${head} (${verdict.size} bytes, ${took})`, ...findings, ...results.map(describeResult)].join('\n')
}

type DetailedError = Error & { details?: { field: string; message: string }[] }

const describeError = ({ message, details = [] }: DetailedError): string =>
  [message, ...details.map(({ field, message: text }) => `  ${field || 'plugin.json'}: ${text}`)].join('\n')
