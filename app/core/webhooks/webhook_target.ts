import { inject } from '@adonisjs/core'
import { OutboundHttp } from '#core/outbound/outbound_http'
import { OutboundRefused } from '#core/outbound/exceptions'

const LONGEST_URL = 2_000

/** Which addresses may be told of events. What a name resolves to is judged again at each delivery. */
@inject()
export class WebhookTarget {
  constructor(private readonly outbound: OutboundHttp) {}

  /** Throws `OutboundRefused` (422): not public, or not encrypted and not allowed by the operator. */
  assertAllowed(text: string): void {
    if (text.length > LONGEST_URL) throw new OutboundRefused()
    const url = this.outbound.assertAllowed(text)
    if (url.protocol !== 'https:' && !this.outbound.isAllowedByOperator(url)) throw new OutboundRefused()
  }
}
