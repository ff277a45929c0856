import type { HostFunction } from '#runtime/host_calls/host_call_context'

/** All that plugins may ask the platform for, beside `now`: one file each in this folder. */
export const hostFunctions: readonly HostFunction[] = []
