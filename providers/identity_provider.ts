import { LiveBus } from '#core/live/live_bus'
import { Settings } from '#core/settings/settings'
import { Vault } from '#core/vault/vault'
import { AccessTokens } from '#identity/tokens/access_tokens'
import { LiveConnections } from '#identity/live/live_connections'
import { SigningKeys } from '#identity/signing_keys/signing_keys'
import { ChangeSigningKeys } from '#identity/signing_keys/change_signing_keys'
import { SmsGateway } from '#identity/sms/sms_gateway'
import { OutboundHttp } from '#core/outbound/outbound_http'
import type { ApplicationService } from '@adonisjs/core/types'

/** What identity keeps once per process: the keys of access tokens, the tokens it verified lately, open connections of people, the gateway of text messages. */
export default class IdentityProvider {
  constructor(protected app: ApplicationService) {}

  register() {
    const { container } = this.app
    container.singleton(SigningKeys, async (resolver) => {
      const [settings, vault, bus, changes] = await Promise.all([
        resolver.make(Settings),
        resolver.make(Vault),
        resolver.make(LiveBus),
        resolver.make(ChangeSigningKeys),
      ])
      return new SigningKeys({ settings, vault, bus, changes })
    })
    container.singleton(AccessTokens, async (resolver) => new AccessTokens(await resolver.make(SigningKeys)))
    container.singleton(SmsGateway, async (resolver) => createSmsGateway(await resolver.make(OutboundHttp)))
    container.singleton(LiveConnections, async (resolver) => new LiveConnections(await resolver.make(LiveBus)))
  }
}

async function createSmsGateway(http: OutboundHttp) {
  const { default: env } = await import('#start/env')
  const url = env.get('SMS_GATEWAY_URL')
  if (!url) return new SmsGateway()
  const { HttpSmsGateway } = await import('#identity/sms/http_sms_gateway')
  return new HttpSmsGateway(http, url, env.get('SMS_GATEWAY_TOKEN')?.release())
}
