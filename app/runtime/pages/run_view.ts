import { findHook } from '#runtime/hooks/define_hook'
import { MASK } from '#runtime/runs/mask'
import { fuelShare, isNearlyEmpty, outcomeTone } from '#runtime/tables/runs_table'
import type { RunDetail } from '#runtime/queries/find_run'

export type RunArea = 'operator' | 'seller'

/** A run as its page shows it. */
export function runView(run: RunDetail & { tenant_name?: string | null }, area: RunArea) {
  const share = fuelShare(run)
  const isReplayable = run.is_whole === true && run.input !== null && findHook(run.hook) !== undefined
  return {
    ...run,
    area,
    tone: outcomeTone(run.outcome),
    fuelPercent: share === null ? null : Math.min(Math.round(share * 100), 100),
    isNearlyEmpty: isNearlyEmpty(run),
    hasSample: run.is_whole !== null,
    inputText: pretty(run.input),
    outputText: pretty(run.output),
    hostCalls: Object.entries(run.host_calls ?? {}).map(([name, count]) => ({ name, count, usage: run.host_usage?.[name] ?? null })),
    isReplayable,
    isMasked: run.input?.includes(MASK) ?? false,
    advice: run.outcome === 'ok' ? null : `runtime.advice_${run.outcome}`,
  }
}

/** Indented where it is JSON; a cut sample is shown as it is. */
export function pretty(text: string | null): string | null {
  if (text === null) return null
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
