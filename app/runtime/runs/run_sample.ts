import { MASK, masked } from '#runtime/runs/mask'
import type { SecretMask } from '#runtime/host_calls/secrets/secret_mask'
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
  mask: SecretMask
  /** Paths that the hook calls personal. */
  sensitive: readonly string[]
}

/** A sample of a run without secrets and personal data, cut to a few kilobytes. */
export function sampleOf({ input, output, calls, mask, sensitive }: Sampled): RunSample {
  const clean = (value: unknown) => maskText(textOf(masked(value, { paths: sensitive })), mask)
  const given = clean(input)
  const kept = cut(given)
  return {
    input: kept,
    output: cut(clean(output)),
    isWhole: kept === given && isJson(given),
    calls: maskCalls(calls, mask),
  }
}

/** The same sample without what `mask` knows. */
export function maskSample(sample: RunSample, mask: SecretMask): RunSample {
  const input = maskText(sample.input, mask)
  return {
    input,
    output: maskText(sample.output, mask),
    isWhole: sample.isWhole && isJson(input),
    calls: maskCalls(sample.calls, mask),
  }
}

const maskCalls = (calls: readonly RecordedCall[], mask: SecretMask): RecordedCall[] =>
  calls.map((call) => ({ ...call, request: maskText(call.request, mask), answer: maskText(call.answer, mask) }))

/** A secret may have been a part of JSON itself: what is left of that can't be repeated. */
function isJson(text: string | null): boolean {
  try {
    JSON.parse(text ?? '')
    return true
  } catch {
    return false
  }
}

const textOf = (value: unknown): string | null => (value === undefined ? null : typeof value === 'string' ? value : JSON.stringify(value))

const maskText = (text: string | null, mask: SecretMask) => (text === null ? null : mask.text(text, MASK))

/** At whole characters: half of one would be no text. */
function cut(text: string | null): string | null {
  if (text === null || Buffer.byteLength(text) <= SAMPLE_BYTES) return text
  return `${new TextDecoder().decode(Buffer.from(text).subarray(0, SAMPLE_BYTES - 3)).replace(/\uFFFD+$/, '')}…`
}
