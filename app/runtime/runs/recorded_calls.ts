import { HostCallRefused, type HostCall, type HostCallHandler } from '#runtime/host/call_types'

/** One question of a plugin to the platform, as the record of a run keeps it. */
export interface RecordedCall {
  name: string
  /** Null: too long to be kept. */
  request: string | null
  answer: string | null
  /** Bytes that are no text are kept in base64. */
  isBase64?: boolean
  /** The code of a refusal; its message is the answer. */
  refused?: string
}

const TEXT_BYTES = 4_096
const ALL_BYTES = 32 * 1_024

const decoder = new TextDecoder('utf-8', { fatal: true })

/** Listens to the host calls of one run: what was asked and what was answered, within a bound. */
export class CallRecording {
  readonly calls: RecordedCall[] = []
  #left = ALL_BYTES

  /** The same handler, overheard. */
  around(answer: HostCallHandler): HostCallHandler {
    return async (call) => {
      const record: RecordedCall = { name: call.name, request: this.#keep(call.payload).text, answer: null }
      this.calls.push(record)
      try {
        const bytes = await answer(call)
        const { text, isBase64 } = this.#keep(bytes)
        record.answer = text
        if (isBase64) record.isBase64 = true
        return bytes
      } catch (error) {
        record.refused = error instanceof HostCallRefused ? error.code : 'failed'
        record.answer = (error as Error).message.slice(0, 300)
        throw error
      }
    }
  }

  #keep(bytes: Uint8Array): { text: string | null; isBase64?: boolean } {
    if (bytes.length > TEXT_BYTES || bytes.length > this.#left) return { text: null }
    this.#left -= bytes.length
    try {
      const text = decoder.decode(bytes)
      if (!text.includes('\0')) return { text }
    } catch {
      // kept as bytes
    }
    return { text: Buffer.from(bytes).toString('base64'), isBase64: true }
  }
}

/** How often a run asked for what: `{ kv_get: 2 }`. Null when it asked for nothing. */
export function countCalls(calls: readonly RecordedCall[]): Record<string, number> | null {
  const counts: Record<string, number> = {}
  for (const { name } of calls) counts[name] = (counts[name] ?? 0) + 1
  return calls.length > 0 ? counts : null
}

/** Answers as the recording has it, in its order and only to the same questions: nothing outside is touched. */
export function answerFromRecording(calls: readonly RecordedCall[]): HostCallHandler {
  const left = [...calls]
  return ({ name, payload }: HostCall) => {
    const asked = textOf(payload)
    const at = left.findIndex((call) => call.name === name && call.request === asked && call.answer !== null)
    if (at < 0) return Promise.reject(new HostCallRefused('not_recorded', `A replay answers only what was recorded; "${name}" was not.`))
    const [call] = left.splice(at, 1)
    if (call!.refused) return Promise.reject(new HostCallRefused(call!.refused, call!.answer!))
    return Promise.resolve(new Uint8Array(Buffer.from(call!.answer!, call!.isBase64 ? 'base64' : 'utf8')))
  }
}

function textOf(payload: Uint8Array): string {
  try {
    const text = decoder.decode(payload)
    if (!text.includes('\0')) return text
  } catch {
    // as bytes
  }
  return Buffer.from(payload).toString('base64')
}
