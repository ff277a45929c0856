import { inject } from '@adonisjs/core'
import { ProviderRefused } from '#identity/providers/exceptions'
import { OAuth2, type Json } from '#identity/providers/protocols/oauth2'
import type { Departure, Protocol, ProviderPerson, Return } from '#identity/providers/protocols/protocol'

/**
 * VK ID, OAuth 2.1: https://id.vk.com/about/business/go/docs/ru/vkid/latest/vk-id/connection/api-integration/api-description
 * - `GET /authorize`, PKCE S256, `state` of 32 characters or more; back come `code`, `state`, `device_id`, `type=code_v2`
 * - `POST /oauth2/auth` wants `device_id` and `state`, no secret: `{access_token, refresh_token, id_token, user_id, state, …}`
 * - `POST /oauth2/user_info` with `access_token`, `client_id`: `{user: {user_id, first_name, last_name, email, …}}`
 * Its `verified` is of the person, not of the address: the address is confirmed by us.
 */
@inject()
export class Vk implements Protocol {
  constructor(private readonly oauth: OAuth2) {}

  async authorizationUrl(way: Departure): Promise<URL> {
    return this.oauth.authorizationUrl(`${way.provider.issuer}/authorize`, way, way.isAgain ? { prompt: 'login' } : {})
  }

  async identify(way: Return): Promise<ProviderPerson> {
    const { issuer, clientId } = way.provider
    const deviceId = way.query.get('device_id')
    if (!deviceId) throw new ProviderRefused('answer')
    const tokens = await this.oauth.exchange(`${issuer}/oauth2/auth`, way, { device_id: deviceId, state: way.state })
    if (tokens.state !== way.state) throw new ProviderRefused('answer')
    const { user } = (await this.oauth.post(`${issuer}/oauth2/user_info`, { access_token: tokens.access_token, client_id: clientId })) as {
      user?: Json
    }
    const subject = String(user?.user_id ?? '')
    if (!/^\d{1,20}$/.test(subject) || subject !== String(tokens.user_id)) throw new ProviderRefused('answer')
    const name = [user?.first_name, user?.last_name].filter((part) => typeof part === 'string' && part).join(' ')
    return { issuer, subject, name, email: typeof user?.email === 'string' ? user.email : null, isEmailVerified: false }
  }
}
