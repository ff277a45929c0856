import { Resolver } from 'node:dns/promises'
import { inject } from '@adonisjs/core'
import { OutboundHttp } from '#core/outbound/outbound_http'
import { fileOf, proofOf, recordOf } from '#registry/verification/domain'

export type Claim = { domain: string; method: 'dns' | 'web'; token: string }

const TIMEOUT_MS = 3_000
const MOST_BYTES = 4_096

/** Looks whether the proof is where the claim says. Whatever goes wrong on the way is no proof. */
@inject()
export class FindProof {
  /** Name servers of the system; tests name their own. */
  resolver = new Resolver({ timeout: TIMEOUT_MS, tries: 2 })

  constructor(private readonly outbound: OutboundHttp) {}

  async handle({ domain, method, token }: Claim): Promise<boolean> {
    const wanted = proofOf(token)
    const said = await (method === 'dns' ? this.#records(domain) : this.#lines(domain)).catch((): string[] => [])
    return said.includes(wanted)
  }

  async #records(domain: string): Promise<string[]> {
    const records = await this.resolver.resolveTxt(recordOf(domain))
    return records.map((pieces) => pieces.join('').trim())
  }

  /** Not from where the domain sends readers on: that may be somebody else's. */
  async #lines(domain: string): Promise<string[]> {
    const { status, body } = await this.outbound.request(fileOf(domain), { timeoutMs: TIMEOUT_MS, maxBytes: MOST_BYTES, maxRedirects: 0 })
    return status === 200
      ? Buffer.from(body)
          .toString('utf8')
          .split('\n')
          .map((line) => line.trim())
      : []
  }
}
