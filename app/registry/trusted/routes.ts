import router from '@adonisjs/core/services/router'
import { api, panel } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation } from '#core/http/openapi/operation'
import { EXCHANGED, exchangeValidator, TRUSTED_ADDED, TRUSTED_LIST, trustedValidator } from '#registry/trusted/trusted_json'

const Trusted = () => import('#registry/trusted/controllers/trusted_api_controller')
const TrustedPages = () => import('#registry/trusted/controllers/trusted_pages_controller')

const tag = 'Trusted publishing'
const byToken = { tag, roles: ['authenticated' as const], tokenScopes: ['trusted-publishing'] }

api(() => {
  operation(router.post('trusted-publishing/exchange', [Trusted, 'exchange']).as('trusted.exchange'), {
    ...{
      id: 'exchangeBuildToken',
      summary: 'A token for one plugin and some minutes, for the OpenID Connect token of a trusted build',
      tag,
    },
    roles: ['public'],
    body: exchangeValidator,
    responses: { 200: EXCHANGED },
  })
})

api(() => {
  operation(router.get('plugins/:name/trusted-publishers', [Trusted, 'index']).as('trusted.index'), {
    ...{
      ...byToken,
      id: 'listTrustedPublishers',
      summary: 'The builds a plugin of yours trusts, and the audience their tokens are made for',
    },
    responses: { 200: TRUSTED_LIST },
  })
  operation(router.post('plugins/:name/trusted-publishers', [Trusted, 'store']).as('trusted.store').use(middleware.stepUp()), {
    ...{ ...byToken, id: 'addTrustedPublisher', summary: 'Trust a build: owner by number, repository, workflow, environment' },
    body: trustedValidator,
    responses: { 201: TRUSTED_ADDED },
  })
  operation(router.delete('plugins/:name/trusted-publishers/:id', [Trusted, 'destroy']).as('trusted.destroy'), {
    ...{ ...byToken, id: 'removeTrustedPublisher', summary: 'Trust a build no more' },
    responses: { 204: null },
  })
}).use(middleware.apiAuth())

panel('publisher', 'registry.publish', () => {
  router.get('plugins/:id/trusted', [TrustedPages, 'index']).as('trusted.index')
  router.post('plugins/:id/trusted', [TrustedPages, 'store']).as('trusted.store').use(middleware.stepUp())
  router.post('plugins/:id/trusted/:publisher/remove', [TrustedPages, 'destroy']).as('trusted.destroy')
})
