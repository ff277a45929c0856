import router from '@adonisjs/core/services/router'
import { api, panel } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation, type OperationRole } from '#core/http/openapi/operation'
import {
  SERVICE_SCOPES,
  SERVICE_TOKEN,
  SERVICE_TOKEN_SECRET,
  SERVICE_TOKEN_USES,
  SERVICE_TOKENS,
} from '#identity/service_tokens/service_token_json'
import { serviceTokenPageValidator, serviceTokenValidator } from '#identity/service_tokens/validators'

const Tokens = () => import('#identity/service_tokens/controllers/service_tokens_api_controller')
const Pages = () => import('#identity/service_tokens/controllers/service_token_pages_controller')

type Whose = { at: string; as: string; word: string; whose: string; roles: OperationRole[] }

const PLACES: Whose[] = [
  { at: '', as: '', word: '', whose: "the company's", roles: ['tenant:owner', 'tenant:admin'] },
  { at: 'admin/', as: 'admin.', word: 'Platform', whose: "the platform's", roles: ['superadmin', 'admin'] },
]

function readRoutes({ at, as, word, whose, roles }: Whose) {
  const shared = { tag: 'Service tokens', roles }
  operation(router.get(`${at}service-tokens/scopes`, [Tokens, 'scopes']).as(`${as}service_tokens.scopes`), {
    ...{ ...shared, id: `list${word}ServiceScopes`, summary: `What ${whose} service tokens can be made for` },
    responses: { 200: SERVICE_SCOPES },
  })
  operation(router.get(`${at}service-tokens`, [Tokens, 'index']).as(`${as}service_tokens.index`), {
    ...{ ...shared, id: `list${word}ServiceTokens`, summary: `Service tokens, ${whose}, newest first; never their secrets` },
    query: serviceTokenPageValidator,
    responses: { 200: SERVICE_TOKENS },
  })
  operation(router.get(`${at}service-tokens/:id`, [Tokens, 'show']).as(`${as}service_tokens.show`), {
    ...{ ...shared, id: `show${word}ServiceToken`, summary: `One of ${whose} service tokens` },
    responses: { 200: SERVICE_TOKEN },
  })
  operation(router.get(`${at}service-tokens/:id/uses`, [Tokens, 'uses']).as(`${as}service_tokens.uses`), {
    ...{ ...shared, id: `list${word}ServiceTokenUses`, summary: 'What it was used for, by day, operation and address' },
    query: serviceTokenPageValidator,
    responses: { 200: SERVICE_TOKEN_USES },
  })
}

function writeRoutes({ at, as, word, roles }: Whose) {
  const shared = { tag: 'Service tokens', roles }
  operation(router.post(`${at}service-tokens`, [Tokens, 'store']).as(`${as}service_tokens.store`).use(middleware.stepUp()), {
    ...{ ...shared, id: `create${word}ServiceToken`, summary: 'Make one; its secret is in this answer and nowhere else' },
    body: serviceTokenValidator,
    responses: { 201: SERVICE_TOKEN_SECRET, 409: null },
  })
  operation(router.post(`${at}service-tokens/:id/rotate`, [Tokens, 'rotate']).as(`${as}service_tokens.rotate`).use(middleware.stepUp()), {
    ...{ ...shared, id: `rotate${word}ServiceToken`, summary: 'A new secret for the same terms; the old one ends at once' },
    responses: { 200: SERVICE_TOKEN_SECRET, 409: null },
  })
  operation(router.delete(`${at}service-tokens/:id`, [Tokens, 'destroy']).as(`${as}service_tokens.destroy`), {
    ...{ ...shared, id: `revoke${word}ServiceToken`, summary: 'End it at once' },
    responses: { 204: null },
  })
}

api(() => {
  for (const place of PLACES) {
    readRoutes(place)
    writeRoutes(place)
  }
}).use(middleware.apiAuth())

const pages = () => {
  router.get('service-tokens', [Pages, 'index']).as('service_tokens.index')
  router.get('service-tokens/new', [Pages, 'create']).as('service_tokens.create').use(middleware.stepUp())
  router.post('service-tokens', [Pages, 'store']).as('service_tokens.store').use(middleware.stepUp())
  router.get('service-tokens/:id', [Pages, 'show']).as('service_tokens.show')
  router.get('service-tokens/:id/rotate', [Pages, 'confirmRotation']).as('service_tokens.confirm_rotation').use(middleware.stepUp())
  router.post('service-tokens/:id/rotate', [Pages, 'rotate']).as('service_tokens.rotate').use(middleware.stepUp())
  router.get('service-tokens/:id/revoke', [Pages, 'confirmRevocation']).as('service_tokens.confirm_revocation')
  router.post('service-tokens/:id/revoke', [Pages, 'revoke']).as('service_tokens.revoke')
}

panel('account', 'identity.manage_service_tokens', pages)
panel('operator', 'identity.manage_platform_tokens', pages)
