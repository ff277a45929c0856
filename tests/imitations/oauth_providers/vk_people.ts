import { newId } from '#core/ids'
import { OauthImitation, type Answer, type Call } from '#tests/imitations/oauth_providers/oauth_imitation'

/** VK ID: no secret, a `device_id` that comes back with the code, and refusals with status 200. */
export class VkPeople extends OauthImitation {
  readonly origins = ['https://id.vk.com']
  readonly deviceId = 'device-1'
  user: Record<string, unknown> = { user_id: '1234567890', first_name: 'Анна', last_name: 'Иванова', sex: 1, verified: true }
  /** Of the person the token says it is for. */
  tokenUserId: number | null = null
  #tokens = new Set<string>()

  protected answer({ method, path, form }: Call): Answer {
    if (method !== 'POST') return { status: 404, body: {} }
    if (path === '/oauth2/auth') return this.#token(form)
    if (path !== '/oauth2/user_info') return { status: 404, body: {} }
    const isKnown = this.#tokens.has(form.get('access_token') ?? '') && form.has('client_id')
    return isKnown ? { status: 200, body: { user: this.user } } : refused('invalid_token', 'access token is missing or invalid')
  }

  #token(form: URLSearchParams): Answer {
    const granted = this.redeem(form)
    if (form.get('device_id') !== this.deviceId) return refused('invalid_request', 'device_id is missing or invalid')
    if (!granted || form.get('state') !== granted.state) return refused('invalid_grant', 'code is invalid or expired')
    const token = `vk2.a.${newId()}`
    this.#tokens.add(token)
    const body = {
      ...{ refresh_token: `vk2.a.${newId()}`, access_token: token, id_token: 'x.y.z', token_type: 'Bearer', expires_in: 3600 },
      ...{ user_id: this.tokenUserId ?? Number(this.user.user_id), state: granted.state, scope: 'vkid.personal_info email' },
    }
    return { status: 200, body }
  }
}

const refused = (error: string, description: string): Answer => ({ status: 200, body: { error, error_description: description } })
