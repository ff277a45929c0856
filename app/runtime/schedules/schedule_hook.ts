import { defineHook } from '#runtime/hooks/define_hook'

export type ScheduleInput = {
  /** The name in the manifest. */
  schedule: string
  /** The minute it is for, RFC 3339, UTC. */
  tick_at: string
  /** Somebody pressed "run now". */
  is_manual: boolean
}

export type ScheduleAnswer = { summary?: string }

/** What a plugin does by the clock. */
export const scheduleHook = defineHook<ScheduleInput, ScheduleAnswer>({
  name: 'schedule',
  version: 1,
  title: 'Something at a time',
  summary:
    'Called by a job at the times that `schedules` in the manifest names: five fields, UTC, at most once a minute, never twice for one tick. ' +
    'Ticks that pass while the plugin is switched off are not caught up; after a pause of the platform the last one of up to five minutes is.',
  combine: 'Each installation runs by itself.',
  kind: 'surface',
  input: {
    type: 'object',
    required: ['schedule', 'tick_at', 'is_manual'],
    properties: { schedule: { type: 'string' }, tick_at: { type: 'string', format: 'date-time' }, is_manual: { type: 'boolean' } },
  },
  output: {
    type: 'object',
    properties: { summary: { type: 'string', maxLength: 500, description: 'What was done; shown to the seller' } },
  },
  example: {
    input: { schedule: 'daily', tick_at: '2026-11-21T06:00:00.000Z', is_manual: false },
    output: { summary: 'Sent the digest of 12 orders' },
  },
  mode: 'job',
  deadlineMs: 30_000,
  failure: 'closed',
  sideEffects: true,
})
