import router from '@adonisjs/core/services/router'
import { api, panel, publicPages } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation } from '#core/http/openapi/operation'
import { problems } from '#core/http/openapi/problems'
import { dataSchema } from '#core/http/openapi/words'
import { APPEAL_TOKEN_SCHEMA, BLOCK_APPEAL_SCHEMA, STANDING_SCHEMA } from '#identity/blocks/standing_json'
import { appealTokenValidator, appealValidator, groundsValidator } from '#identity/blocks/validators'
import { signInValidator } from '#identity/validators/account'

const OwnStanding = () => import('#identity/blocks/controllers/own_standing_api_controller')
const StandingPages = () => import('#identity/blocks/controllers/standing_pages_controller')
const Appeals = () => import('#identity/blocks/controllers/appeals_controller')
const AppealsApi = () => import('#identity/blocks/controllers/appeals_api_controller')
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

/** For who is blocked, so that nothing of theirs signs in any more. */
api(() => {
  operation(router.post('auth/appeals/token', [AppealsApi, 'token']).as('auth.appeals.token'), {
    id: 'createAppealToken',
    summary: 'By the password of a blocked account: a token that opens its block to be read and appealed against, and nothing else',
    ...{ tag: 'Sign-in', roles: ['public'], body: signInValidator },
    responses: { 200: dataSchema(APPEAL_TOKEN_SCHEMA), ...problems(401, 422, 429) },
  })
  operation(router.post('auth/appeals/status', [AppealsApi, 'show']).as('auth.appeals.show'), {
    id: 'showBlockAppeal',
    summary: 'The block, whether it may be appealed against, and what became of the appeal',
    ...{ tag: 'Sign-in', roles: ['public'], body: appealTokenValidator },
    responses: { 200: dataSchema(BLOCK_APPEAL_SCHEMA), ...problems(401, 404, 422, 429) },
  })
  operation(router.post('auth/appeals', [AppealsApi, 'store']).as('auth.appeals.store'), {
    id: 'appealBlock',
    summary: 'Ask for a second look at a block; the token may also be `<block>.<secret>` of the link in the letter',
    ...{ tag: 'Sign-in', roles: ['public'], body: appealValidator },
    responses: {
      201: dataSchema({ type: 'object', required: ['appeal_id'], properties: { appeal_id: { type: 'string' } } }),
      ...problems(401, 404, 409, 422, 429),
    },
  })
})

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
