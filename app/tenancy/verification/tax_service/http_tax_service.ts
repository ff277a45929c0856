import { fetch } from 'undici'
import { TaxServiceUnavailable } from '#tenancy/verification/tax_service/exceptions'
import type { TaxService } from '#tenancy/verification/tax_service/tax_service'
import type { CompanyAnswer, CompanyState } from '#tenancy/verification/record_check'

const STATES: readonly string[] = ['active', 'closing', 'closed']
const MOST_CHARACTERS = 100_000

/**
 * A register behind HTTP: `GET <url>/companies/<inn>` answers `{ inn, ogrn, kpp, name, state, address, registered_at }`,
 * 404 for a company nobody registered. What is not that is a register out of order, never a company that does not exist.
 */
export class HttpTaxService implements TaxService {
  readonly name = 'tax_service'

  constructor(
    private readonly url: string,
    private readonly options: { token?: string; timeoutMs?: number } = {}
  ) {}

  async find({ inn, ogrn }: { inn: string; ogrn: string }): Promise<CompanyAnswer> {
    const answer = await this.#ask(inn)
    if (!answer) return { state: 'not_found', answer: {} }
    const { state, name } = answer
    if (answer.inn !== inn || typeof state !== 'string' || !STATES.includes(state) || typeof name !== 'string') {
      throw new TaxServiceUnavailable('The register answered something else')
    }
    const note = answer.ogrn === ogrn ? null : 'ogrn_differs'
    return { state: state as CompanyState, name: name.slice(0, 500), note, answer }
  }

  async #ask(inn: string): Promise<Record<string, unknown> | null> {
    const { token, timeoutMs = 10_000 } = this.options
    const headers = { accept: 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) }
    try {
      const response = await fetch(`${this.url.replace(/\/$/, '')}/companies/${inn}`, { headers, signal: AbortSignal.timeout(timeoutMs) })
      const text = await readText(response.body)
      if (response.status === 404) return null
      if (response.status !== 200) throw new TaxServiceUnavailable(`The register answered ${response.status}`)
      return JSON.parse(text) as Record<string, unknown>
    } catch (error) {
      throw error instanceof TaxServiceUnavailable ? error : new TaxServiceUnavailable((error as Error).message)
    }
  }
}

async function readText(body: AsyncIterable<Uint8Array> | null): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const piece of body ?? []) {
    text += decoder.decode(piece, { stream: true })
    if (text.length > MOST_CHARACTERS) throw new TaxServiceUnavailable('The register answered too much')
  }
  return text + decoder.decode()
}
