import router from '@adonisjs/core/services/router'
import { api, panel, publicPages } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation } from '#core/http/openapi/operation'
import { problems } from '#core/http/openapi/problems'
import { refreshValidator, signInValidator } from '#identity/validators/account'
import { TOKEN_SCHEMA } from '#identity/tokens/token_answer'
import { ME_SCHEMA } from '#identity/controllers/api/me_schema'

const Sessions = () => import('#identity/controllers/public/sessions_controller')
const Tokens = () => import('#identity/controllers/api/tokens_controller')
const Me = () => import('#identity/controllers/api/me_controller')
const Users = () => import('#identity/controllers/operator/users_controller')
const Blocks = () => import('#identity/controllers/operator/blocks_controller')
const Profile = () => import('#identity/controllers/account/profile_controller')
const Roles = () => import('#identity/controllers/operator/roles_controller')

publicPages(() => {
  router.get('sign-in', [Sessions, 'create']).as('session.create')
  router.post('sign-in', [Sessions, 'store']).as('session.store')
  router.post('sign-out', [Sessions, 'destroy']).as('session.destroy')
})

panel('account', null, () => {
  router.get('profile', [Profile, 'show']).as('profile.show')
  router.post('profile', [Profile, 'update']).as('profile.update')
  router.post('profile/password', [Profile, 'password']).as('profile.password')
})

panel('operator', 'identity.view_users', () => {
  router.get('users', [Users, 'index']).as('users.index')
  router.get('users/:id', [Users, 'show']).as('users.show')
  router.get('users/:id/block', [Blocks, 'create']).as('blocks.create')
  router.post('users/:id/block', [Blocks, 'store']).as('blocks.store')
  router.post('users/:id/unblock', [Blocks, 'destroy']).as('blocks.destroy')
  router.post('users/:id/roles', [Roles, 'store']).as('roles.store')
  router.post('users/:id/roles/revoke', [Roles, 'destroy']).as('roles.destroy')
}).where('id', router.matchers.uuid())

api(() => {
  operation(router.post('auth/login', [Tokens, 'store']).as('auth.login'), {
    id: 'login',
    summary: 'Sign in by email and password',
    tag: 'Sign-in',
    roles: ['public'],
    body: signInValidator,
    responses: { 200: TOKEN_SCHEMA, ...problems(401, 422, 429) },
  })
  operation(router.post('auth/refresh', [Tokens, 'update']).as('auth.refresh'), {
    id: 'refreshTokens',
    summary: 'Exchange a refresh token for a new pair; a used one revokes the sign-in',
    tag: 'Sign-in',
    roles: ['public'],
    body: refreshValidator,
    responses: { 200: TOKEN_SCHEMA, ...problems(401, 422, 429) },
  })
  operation(router.post('auth/logout', [Tokens, 'destroy']).as('auth.logout').use(middleware.apiAuth()), {
    id: 'logout',
    summary: 'End every sign-in of the user by API',
    tag: 'Sign-in',
    roles: ['authenticated'],
    responses: { 204: null, ...problems(401, 429) },
  })
  operation(router.get('auth/me', [Me, 'show']).as('auth.me').use(middleware.apiAuth()), {
    id: 'getMe',
    summary: 'Who the token belongs to, in which tenant, with which roles',
    tag: 'Sign-in',
    roles: ['authenticated'],
    responses: { 200: ME_SCHEMA, ...problems(401, 429) },
  })
})
