import router from '@adonisjs/core/services/router'
import { api, apiAtRoot } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation } from '#core/http/openapi/operation'
import { problems } from '#core/http/openapi/problems'
import { apiSignInValidator, refreshValidator } from '#identity/tokens/validators'
import { TOKEN_SCHEMA } from '#identity/tokens/token_answer'
import { ME_SCHEMA } from '#identity/controllers/api/me_schema'
import { meValidator } from '#identity/validators/account'

const Tokens = () => import('#identity/controllers/api/tokens_controller')
const Me = () => import('#identity/controllers/api/me_controller')

type Door = {
  /** Path before `auth/`, which also says the surface. */
  at: '' | `${string}/`
  /** Between the words of an operation's id: `refreshMerchantTokens`. */
  word: string
  login: 'login' | 'token'
  loginId: string
  summary: string
}

const DOORS: Door[] = [
  { at: '', word: '', login: 'login', loginId: 'login', summary: 'Sign in by email and password' },
  { at: 'admin/', word: 'Admin', login: 'login', loginId: 'adminLogin', summary: 'Sign in as staff of the platform' },
  { at: 'merchant/', word: 'Merchant', login: 'token', loginId: 'merchantToken', summary: 'Sign in as a merchant' },
  { at: 'trader/', word: 'Trader', login: 'token', loginId: 'traderToken', summary: 'Sign in as a trader' },
  { at: 'support/', word: 'Support', login: 'login', loginId: 'supportLogin', summary: 'Sign in as support' },
]

/** Clients of these know them without `/api/v1`, too. */
const ROOT_DOORS: Door[] = DOORS.filter(({ at }) => ['merchant/', 'trader/', 'support/'].includes(at)).map((door) => ({
  ...{ ...door, word: `Root${door.word}`, loginId: `root${door.word}${door.login === 'token' ? 'Token' : 'Login'}` },
  summary: `${door.summary}; the same door at the root`,
}))

/** The same three doors on every surface: what they hand out opens that surface and no other. */
function openDoor({ at, word, login, loginId, summary }: Door) {
  const name = at.replace('/', '.')
  const refusals = problems(401, 422, 429)
  const mayLackHat = at ? problems(403) : {}
  operation(router.post(`${at}auth/${login}`, [Tokens, 'store']).as(`${name}auth.${login}`), {
    ...{ id: loginId, summary, tag: 'Sign-in', roles: ['public'], body: apiSignInValidator },
    responses: { 200: TOKEN_SCHEMA, ...refusals, ...mayLackHat },
  })
  operation(router.post(`${at}auth/refresh`, [Tokens, 'update']).as(`${name}auth.refresh`), {
    id: `refresh${word}Tokens`,
    summary: 'Exchange a refresh token for a new pair; a used one revokes the sign-in',
    ...{ tag: 'Sign-in', roles: ['public'], body: refreshValidator },
    responses: { 200: TOKEN_SCHEMA, ...refusals, ...mayLackHat },
  })
  operation(router.post(`${at}auth/logout`, [Tokens, 'destroy']).as(`${name}auth.logout`).use(middleware.apiAuth()), {
    ...{ id: `logout${word}`, summary: 'End every sign-in of the user by API', tag: 'Sign-in', roles: ['authenticated'] },
    responses: { 204: null, ...problems(401, 429) },
  })
}

apiAtRoot(() => ROOT_DOORS.forEach(openDoor))

api(() => {
  DOORS.forEach(openDoor)
  operation(router.post('auth/token/refresh', [Tokens, 'update']).as('auth.token_refresh'), {
    id: 'refreshRegistryTokens',
    summary: 'The same as `auth/refresh`, where clients of the registry look for it',
    ...{ tag: 'Sign-in', roles: ['public'], body: refreshValidator },
    responses: { 200: TOKEN_SCHEMA, ...problems(401, 422, 429) },
  })
  operation(router.get('auth/me', [Me, 'show']).as('auth.me').use(middleware.apiAuth()), {
    id: 'getMe',
    summary: 'Who the token belongs to, in which tenant, with which roles',
    tag: 'Sign-in',
    roles: ['authenticated'],
    responses: { 200: ME_SCHEMA, ...problems(401, 429) },
  })
  operation(router.patch('auth/me', [Me, 'update']).as('auth.me.update').use(middleware.apiAuth()), {
    id: 'updateMe',
    summary: 'Change one’s own name, language or username; what is left out stays',
    tag: 'Sign-in',
    roles: ['authenticated'],
    body: meValidator,
    responses: { 200: ME_SCHEMA, ...problems(401, 422, 429) },
  })
})
