import { JOB_LIMITS, REQUEST_LIMITS, type CallLimits } from '#runtime/host/call_types'
import type { Hook } from '#runtime/hooks/define_hook'

/** What one call of a hook may use: fuel in instructions, times in milliseconds, sizes in bytes. */
export function hookLimits({ mode, deadlineMs, fuel }: Pick<Hook, 'mode' | 'deadlineMs' | 'fuel'>): CallLimits {
  const limits = mode === 'request' ? REQUEST_LIMITS : JOB_LIMITS
  return { ...limits, wallMs: Math.min(deadlineMs, limits.wallMs), fuel: fuel ?? limits.fuel }
}
