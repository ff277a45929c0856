import router from '@adonisjs/core/services/router'
import { api, panel } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation } from '#core/http/openapi/operation'
import { LINK, LINK_MADE, linkValidator } from '#registry/github/link_json'

const Links = () => import('#registry/github/controllers/links_api_controller')
const LinkPages = () => import('#registry/github/controllers/link_pages_controller')
const Notices = () => import('#registry/github/controllers/notices_controller')

const byToken = { tag: 'Linked repositories', roles: ['authenticated' as const], tokenScopes: ['trusted-publishing'] }

api(() => {
  operation(router.get('plugins/:name/repository', [Links, 'show']).as('repository.show'), {
    ...{ ...byToken, id: 'showLinkedRepository', summary: 'The repository whose releases become versions, and what it told us' },
    responses: { 200: LINK },
  })
  operation(router.put('plugins/:name/repository', [Links, 'update']).as('repository.update').use(middleware.stepUp()), {
    ...{ ...byToken, id: 'linkRepository', summary: 'Link a repository; the secret for its webhook is in this answer and nowhere else' },
    body: linkValidator,
    responses: { 200: LINK_MADE },
  })
  operation(router.delete('plugins/:name/repository', [Links, 'destroy']).as('repository.destroy'), {
    ...{ ...byToken, id: 'unlinkRepository', summary: 'Take no more releases from the repository' },
    responses: { 204: null },
  })
}).use(middleware.apiAuth())

router.post('webhooks/github/:id', [Notices, 'store']).as('webhooks.github.store').use(middleware.apiRateLimit())

panel('publisher', 'registry.publish', () => {
  router.get('plugins/:id/repository', [LinkPages, 'show']).as('repository.show')
  router.post('plugins/:id/repository', [LinkPages, 'store']).as('repository.store').use(middleware.stepUp())
  router.post('plugins/:id/repository/unlink', [LinkPages, 'destroy']).as('repository.destroy')
})
