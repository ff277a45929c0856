import { newId } from '#core/ids'
import { OauthImitation, type Answer, type Call } from '#tests/imitations/oauth_providers/oauth_imitation'

const BAD_CODE = {
  error: 'bad_verification_code',
  error_description: 'The code passed is incorrect or expired.',
  error_uri: '/apps/managing-oauth-apps/troubleshooting-oauth-app-access-token-request-errors/#bad-verification-code',
}
const BAD_CLIENT = { error: 'incorrect_client_credentials', error_description: 'The client_id and/or client_secret passed are incorrect.' }

/** GitHub as far as signing people in goes; refusals of tokens have status 200 there. */
export class GithubPeople extends OauthImitation {
  readonly origins = ['https://github.com', 'https://api.github.com']
  readonly secret = 'github secret'
  user = { id: 583231, login: 'octocat', name: 'The Octocat' as string | null, email: 'public@example.test', type: 'User' }
  emails: { email: string; primary: boolean; verified: boolean; visibility: string | null }[] = []
  #tokens = new Set<string>()

  protected answer({ method, path, headers, form }: Call): Answer {
    if (method === 'POST' && path === '/login/oauth/access_token') return this.#token(form)
    if (!headers['user-agent']) return { status: 403, body: 'Request forbidden by administrative rules.' }
    if (!this.#tokens.has(String(headers.authorization).replace(/^Bearer /, ''))) {
      return { status: 401, body: { message: 'Bad credentials' } }
    }
    if (path === '/user') return { status: 200, body: this.user }
    if (path === '/user/emails') return { status: 200, body: this.emails }
    return { status: 404, body: { message: 'Not Found' } }
  }

  #token(form: URLSearchParams): Answer {
    if (form.get('client_secret') !== this.secret) return { status: 200, body: BAD_CLIENT }
    if (!this.redeem(form)) return { status: 200, body: BAD_CODE }
    const token = `gho_${newId()}`
    this.#tokens.add(token)
    return { status: 200, body: { access_token: token, scope: 'user:email', token_type: 'bearer' } }
  }
}
