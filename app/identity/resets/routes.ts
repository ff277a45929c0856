import router from '@adonisjs/core/services/router'
import { api, publicPages } from '#start/groups'
import { operation } from '#core/http/openapi/operation'
import { problems } from '#core/http/openapi/problems'
import { ACCEPTED_SCHEMA } from '#identity/confirmations/accepted_schema'
import { resetRequestValidator, resetValidator } from '#identity/resets/validators'

const Resets = () => import('#identity/resets/controllers/resets_controller')
const ResetsApi = () => import('#identity/resets/controllers/resets_api_controller')

publicPages(() => {
  router.get('reset-password', [Resets, 'create']).as('password_reset.create')
  router.post('reset-password', [Resets, 'store']).as('password_reset.store')
  router.get('reset-password/:token', [Resets, 'edit']).as('password_reset.edit')
  router.post('reset-password/:token', [Resets, 'update']).as('password_reset.update')
})

api(() => {
  operation(router.post('auth/password-resets', [ResetsApi, 'store']).as('auth.password_resets.store'), {
    id: 'requestPasswordReset',
    summary: 'Mail a link to set a new password; the answer is the same for an address nobody has',
    tag: 'Sign-in',
    roles: ['public'],
    body: resetRequestValidator,
    responses: { 202: ACCEPTED_SCHEMA, ...problems(422, 429) },
  })
  operation(router.post('auth/password-resets/complete', [ResetsApi, 'update']).as('auth.password_resets.update'), {
    id: 'resetPassword',
    summary: 'Set a new password by the token of a mailed link; every sign-in of the account ends',
    tag: 'Sign-in',
    roles: ['public'],
    body: resetValidator,
    responses: { 204: null, ...problems(404, 422, 429) },
  })
})
