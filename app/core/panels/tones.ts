/** Colours by meaning; `accent` only decorates. */
export type Tone = 'good' | 'warn' | 'bad' | 'info' | 'neutral' | 'accent'

const TONES: Record<Exclude<Tone, 'neutral' | 'accent'>, string[]> = {
  good: [
    'ok',
    'healthy',
    'published',
    'active',
    'enabled',
    'approved',
    'paid',
    'succeeded',
    'completed',
    'delivered',
    'verified',
    'relayed',
    'sealed',
  ],
  warn: ['degraded', 'pending', 'in_review', 'submitted', 'reserved', 'waiting', 'unknown', 'delayed'],
  bad: ['down', 'unhealthy', 'failed', 'rejected', 'blocked', 'suspended', 'cancelled', 'banned', 'tripped', 'expired'],
  info: ['processing', 'running', 'shipped', 'created', 'new', 'retried'],
}

/** The colour of a well-known state of anything. */
export const toneOf = (status: string): Tone =>
  (Object.keys(TONES) as (keyof typeof TONES)[]).find((tone) => TONES[tone].includes(status)) ?? 'neutral'
