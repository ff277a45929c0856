import { newId } from '#core/ids'
import { OauthImitation, type Answer, type Call } from '#tests/imitations/oauth_providers/oauth_imitation'

/** Yandex ID: refusals of tokens have status 400, information is given for `Authorization: OAuth`. */
export class YandexPeople extends OauthImitation {
  readonly origins = ['https://oauth.yandex.ru', 'https://login.yandex.ru']
  readonly secret = 'yandex secret'
  user: Record<string, unknown> = {
    ...{ id: '1000034426', login: 'ivan.petrov', client_id: 'rialto', display_name: 'Ваня', real_name: 'Иван Петров' },
    ...{ first_name: 'Иван', last_name: 'Петров', sex: 'male', default_email: 'ivan-petrov@yandex.ru', emails: ['ivan-petrov@yandex.ru'] },
    psuid: '1.AAceCw.tbHgw5DtJ9_zeqPrk-Ba2w.qPWSRC5v2t2IaksPJgnge',
  }
  #tokens = new Set<string>()

  protected answer({ method, path, headers, form }: Call): Answer {
    if (method === 'POST' && path === '/token') return this.#token(form)
    if (path !== '/info') return { status: 404, body: '' }
    if (!this.#tokens.has(String(headers.authorization).replace(/^OAuth /, ''))) return { status: 401, body: '' }
    return { status: 200, body: this.user }
  }

  #token(form: URLSearchParams): Answer {
    if (form.get('client_secret') !== this.secret) return refused('invalid_client', 'Wrong client secret')
    if (!this.redeem(form)) return refused('invalid_grant', 'Code has expired')
    const token = `y0_${newId()}`
    this.#tokens.add(token)
    return {
      status: 200,
      body: { token_type: 'bearer', access_token: token, expires_in: 31_536_000, refresh_token: '1:x', scope: 'login:email login:info' },
    }
  }
}

const refused = (error: string, description: string): Answer => ({ status: 400, body: { error, error_description: description } })
