import { SmsGateway, type Sms } from '#identity/sms/sms_gateway'
import type { OutboundHttp } from '#core/outbound/outbound_http'

/** A gateway that takes `{ to, text }` by POST, as most do behind a few lines of adapter. Any other answer than 2xx is tried again by the job. */
export class HttpSmsGateway extends SmsGateway {
  constructor(
    private readonly http: OutboundHttp,
    private readonly url: string,
    private readonly token: string | undefined
  ) {
    super()
  }

  async send({ to, text }: Sms): Promise<void> {
    const headers = { 'content-type': 'application/json', ...(this.token ? { authorization: `Bearer ${this.token}` } : {}) }
    const { status } = await this.http.request(this.url, { method: 'POST', headers, body: JSON.stringify({ to, text }) })
    if (status < 200 || status > 299) throw new Error(`The SMS gateway answered ${status}`)
  }
}
