import router from '@adonisjs/core/services/router'
import { api, panel, publicPages } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation } from '#core/http/openapi/operation'
import { problems } from '#core/http/openapi/problems'
import { dataSchema } from '#identity/users/user_json'
import { STANDING_SCHEMA } from '#identity/blocks/standing_json'
import { groundsValidator } from '#identity/blocks/validators'

const OwnStanding = () => import('#identity/blocks/controllers/own_standing_api_controller')
const StandingPages = () => import('#identity/blocks/controllers/standing_pages_controller')
const Appeals = () => import('#identity/blocks/controllers/appeals_controller')
const Strikes = () => import('#identity/blocks/controllers/strikes_controller')

publicPages(() => {
  router.get('appeals/:id', [Appeals, 'show']).as('standing_appeals.show')
  router.post('appeals/:id', [Appeals, 'store']).as('standing_appeals.store')
}).where('id', router.matchers.uuid())

panel('account', null, () => {
  router.get('standing', [StandingPages, 'show']).as('standing.show')
  router.get('standing/strikes/:id/appeal', [StandingPages, 'create']).as('standing.create')
  router.post('standing/strikes/:id/appeal', [StandingPages, 'store']).as('standing.store')
}).where('id', router.matchers.uuid())

panel('operator', 'identity.strike_users', () => {
  router.get('users/:id/strikes/new', [Strikes, 'create']).as('strikes.create')
  router.post('users/:id/strikes', [Strikes, 'store']).as('strikes.store')
  router.get('strikes/:id/withdraw', [Strikes, 'confirmWithdrawal']).as('strikes.confirm_withdrawal')
  router.post('strikes/:id/withdraw', [Strikes, 'destroy']).as('strikes.destroy')
}).where('id', router.matchers.uuid())

api(() => {
  operation(router.get('auth/me/standing', [OwnStanding, 'show']).as('auth.standing'), {
    id: 'getOwnStanding',
    summary: 'Blocks, strikes and appeals of oneself',
    tag: 'Sign-in',
    roles: ['authenticated'],
    responses: { 200: dataSchema(STANDING_SCHEMA), ...problems(401, 429) },
  })
  operation(router.post('auth/me/standing/strikes/:id/appeal', [OwnStanding, 'appeal']).as('auth.standing.appeal'), {
    id: 'appealOwnStrike',
    summary: 'Ask for a second look at a strike',
    tag: 'Sign-in',
    roles: ['authenticated'],
    body: groundsValidator,
    responses: {
      201: dataSchema({ type: 'object', required: ['appeal_id'], properties: { appeal_id: { type: 'string' } } }),
      ...problems(401, 404, 409, 422, 429),
    },
  })
})
  .use(middleware.apiAuth())
  .where('id', router.matchers.uuid())
