import { newId } from '#core/ids'
import { forgetCounts } from '#tests/support/forget_counts'
import { complaintAbout } from './complaints.js'
import { refusedWithoutTrace, type Attempt } from './nothing_written.js'
import { send, type Sent } from './send.js'
import { pathOf, tokenFor, type World } from './world.js'
import type { Operation } from './operations.js'

export type Variation = Partial<Sent> & { what: string }

/** Sends variations of one operation and collects what is wrong with the answers. */
export class Sweep {
  readonly complaints: string[] = []

  private constructor(
    private readonly base: Sent,
    private readonly isIdempotent: boolean
  ) {}

  static async of(operation: Operation, world: World) {
    const isIdempotent = operation.parameters.some(({ name }) => name === 'Idempotency-Key')
    return new Sweep({ method: operation.method, path: pathOf(operation, world), token: await tokenFor(operation, world) }, isIdempotent)
  }

  /** Variations of which one may be accepted are best sent alone: only where all are refused, rows are compared. */
  async send(variations: Variation[]): Promise<Attempt[]> {
    const { done, complaint } = await refusedWithoutTrace(variations.map((variation) => () => this.#attempt(variation)))
    if (complaint) this.complaints.push(complaint)
    for (const { what, reply } of done) this.complain(what, complaintAbout(reply))
    return done
  }

  complain(what: string, said: string | null) {
    if (said) this.complaints.push(`${what}: ${said}`)
  }

  async #attempt({ what, ...variation }: Variation): Promise<Attempt> {
    const key: Record<string, string> = this.isIdempotent ? { 'idempotency-key': newId() } : {}
    const request = { ...this.base, ...variation, headers: { ...key, ...variation.headers } }
    const reply = await send(request)
    if (reply.status !== 429) return { what, reply }
    // Limits of attempts would hide what is asked about.
    await forgetCounts()
    return { what, reply: await send(request) }
  }
}
