import { inject } from '@adonisjs/core'
import { ProviderRefused } from '#identity/providers/exceptions'
import { OAuth2, type Json } from '#identity/providers/protocols/oauth2'
import type { Departure, Protocol, ProviderPerson, Return } from '#identity/providers/protocols/protocol'

const USER_INFO = 'https://login.yandex.ru/info?format=json'
/** Mailboxes of Yandex: nobody else reads `login@` of these. */
const OWN_DOMAINS = new Set(['yandex.ru', 'ya.ru', 'yandex.com', 'yandex.by', 'yandex.kz'])

/**
 * Yandex ID: https://yandex.ru/dev/id/doc/ru/codes/code-url and https://yandex.ru/dev/id/doc/ru/user-information
 * - `GET https://oauth.yandex.ru/authorize`, PKCE S256
 * - `POST https://oauth.yandex.ru/token`: `{access_token, expires_in, refresh_token, token_type}`, or 400 with `{error, error_description}`
 * - `GET https://login.yandex.ru/info` with `Authorization: OAuth <token>`: `{id, login, client_id, display_name, real_name, default_email, emails, psuid, …}`
 * It says of no address whether it is proved.
 */
@inject()
export class Yandex implements Protocol {
  constructor(private readonly oauth: OAuth2) {}

  async authorizationUrl(way: Departure): Promise<URL> {
    return this.oauth.authorizationUrl(`${way.provider.issuer}/authorize`, way, way.isAgain ? { force_confirm: 'yes' } : {})
  }

  async identify(way: Return): Promise<ProviderPerson> {
    const { issuer, clientId } = way.provider
    const { access_token: token } = await this.oauth.exchange(`${issuer}/token`, way)
    const user = (await this.oauth.get(USER_INFO, { authorization: `OAuth ${token}` })) as Json
    // A token made for another application would say who somebody is to that one.
    if (typeof user.id !== 'string' || !/^\d{1,20}$/.test(user.id) || user.client_id !== clientId) throw new ProviderRefused('answer')
    const email = typeof user.default_email === 'string' && user.default_email ? user.default_email : null
    const name = [user.real_name, user.display_name, user.login].find((text) => typeof text === 'string' && text)
    return { issuer, subject: user.id, name: String(name ?? ''), email, isEmailVerified: email !== null && isOwnMailbox(email, user.login) }
  }
}

/** Yandex writes its logins with a dot or a dash as it pleases. */
function isOwnMailbox(email: string, login: unknown): boolean {
  const [name, domain] = email.toLowerCase().split('@')
  const plain = (text: string) => text.toLowerCase().replaceAll('.', '-')
  return OWN_DOMAINS.has(domain) && typeof login === 'string' && plain(login) === plain(name)
}
