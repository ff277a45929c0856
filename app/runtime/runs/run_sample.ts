import { masked, secretsAmong, withoutSecrets } from '#runtime/runs/mask'
import type { RecordedCall } from '#runtime/runs/recorded_calls'

/** What of a run's input and output is kept, each. */
export const SAMPLE_BYTES = 4_096

export interface RunSample {
  input: string | null
  output: string | null
  /** Not cut: the run can be repeated, with masks where something had to be left out. */
  isWhole: boolean
  calls: RecordedCall[]
}

interface Sampled {
  input: unknown
  output: unknown
  calls: readonly RecordedCall[]
  settings: Record<string, unknown>
  /** Paths that the hook calls personal. */
  sensitive: readonly string[]
}

/** A sample of a run without secrets and personal data, cut to a few kilobytes. */
export function sampleOf({ input, output, calls, settings, sensitive }: Sampled): RunSample {
  const secrets = secretsAmong(settings)
  const masks = { paths: sensitive, secrets }
  const [given, got] = [textOf(masked(input, masks)), textOf(masked(output, masks))]
  const kept = cut(given)
  return {
    input: kept,
    output: cut(got),
    isWhole: kept === given,
    calls: calls.map((call) => ({ ...call, request: maskText(call.request, secrets), answer: maskText(call.answer, secrets) })),
  }
}

const textOf = (value: unknown): string | null => (value === undefined ? null : typeof value === 'string' ? value : JSON.stringify(value))

const maskText = (text: string | null, secrets: readonly string[]) => (text === null ? null : withoutSecrets(text, secrets))

/** At whole characters: half of one would be no text. */
function cut(text: string | null): string | null {
  if (text === null || Buffer.byteLength(text) <= SAMPLE_BYTES) return text
  return `${new TextDecoder().decode(Buffer.from(text).subarray(0, SAMPLE_BYTES - 3)).replace(/\uFFFD+$/, '')}…`
}
