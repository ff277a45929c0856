import type { Tone } from '#core/panels/tones'
import type { Severity } from '#registry/advisories/advisory'

export const SEVERITY_TONES: Record<Severity, Tone> = { low: 'info', moderate: 'warn', high: 'bad', critical: 'bad' }
