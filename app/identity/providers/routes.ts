import router from '@adonisjs/core/services/router'
import { api, panel, publicPages } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation } from '#core/http/openapi/operation'
import { problems } from '#core/http/openapi/problems'
import { PROVIDER_CHECK_SCHEMA, PROVIDER_SCHEMA, PROVIDERS_SCHEMA } from '#identity/providers/provider_json'
import { newProviderValidator, providerChangeValidator } from '#identity/providers/validators'

const SignIn = () => import('#identity/providers/controllers/provider_sign_in_controller')
const NewAccounts = () => import('#identity/providers/controllers/new_accounts_controller')
const Connections = () => import('#identity/providers/controllers/connections_controller')
const Pages = () => import('#identity/providers/controllers/provider_pages_controller')
const Api = () => import('#identity/providers/controllers/providers_api_controller')

publicPages(() => {
  router.get('sign-in/with/:provider', [SignIn, 'start']).as('providers.start')
  router.get('sign-in/with/:provider/callback', [SignIn, 'callback']).as('providers.callback')
  router.get('sign-in/new-account', [NewAccounts, 'create']).as('providers.new_account.create')
  router.post('sign-in/new-account', [NewAccounts, 'store']).as('providers.new_account.store')
})

panel('account', null, () => {
  router.get('connections', [Connections, 'index']).as('connections.index')
  router.get('connections/pending', [Connections, 'pending']).as('connections.pending')
  router.post('connections/pending/refuse', [Connections, 'refuse']).as('connections.refuse')
})

/** What changes who gets in asks for a fresh proof. */
panel('account', null, () => {
  router.post('connections/pending', [Connections, 'accept']).as('connections.accept')
  router.post('connections/with/:provider', [Connections, 'connect']).as('connections.connect')
  router.get('connections/:id/remove', [Connections, 'confirmRemoval']).as('connections.confirm_removal')
  router.post('connections/:id/remove', [Connections, 'destroy']).as('connections.destroy')
})
  .use(middleware.stepUp())
  .where('id', router.matchers.uuid())

panel('operator', 'identity.manage_providers', () => {
  router.get('identity-providers', [Pages, 'index']).as('identity_providers.index')
  router.get('identity-providers/:id', [Pages, 'show']).as('identity_providers.show')
  router.post('identity-providers/:id/test', [Pages, 'test']).as('identity_providers.test')
}).where('id', router.matchers.uuid())

/** Whoever sets up a provider could let themselves in as anybody who has it connected. */
panel('operator', 'identity.manage_providers', () => {
  router.get('identity-providers/new', [Pages, 'create']).as('identity_providers.create')
  router.post('identity-providers', [Pages, 'store']).as('identity_providers.store')
  router.post('identity-providers/:id', [Pages, 'update']).as('identity_providers.update')
  router.get('identity-providers/:id/remove', [Pages, 'confirmRemoval']).as('identity_providers.confirm_removal')
  router.post('identity-providers/:id/remove', [Pages, 'destroy']).as('identity_providers.destroy')
})
  .use(middleware.stepUp())
  .where('id', router.matchers.uuid())

const tag = 'Identity providers'
const forAdmins = { tag, roles: ['superadmin' as const, 'admin' as const] }

api(() => {
  operation(router.get('admin/identity-providers', [Api, 'index']).as('identity_providers.index'), {
    ...{ ...forAdmins, id: 'listIdentityProviders', summary: 'The providers people may sign in with' },
    responses: { 200: PROVIDERS_SCHEMA, ...problems(401, 403, 429) },
  })
  operation(router.post('admin/identity-providers', [Api, 'store']).as('identity_providers.store').use(middleware.stepUp()), {
    ...{ ...forAdmins, id: 'addIdentityProvider', summary: 'Add a provider to sign in with; switched off unless said otherwise' },
    body: newProviderValidator,
    responses: { 201: PROVIDER_SCHEMA, ...problems(401, 403, 409, 422, 429) },
  })
  operation(router.get('admin/identity-providers/:id', [Api, 'show']).as('identity_providers.show'), {
    ...{ ...forAdmins, id: 'getIdentityProvider', summary: 'A provider to sign in with' },
    responses: { 200: PROVIDER_SCHEMA, ...problems(401, 403, 404, 429) },
  })
  operation(router.patch('admin/identity-providers/:id', [Api, 'update']).as('identity_providers.update').use(middleware.stepUp()), {
    ...{
      ...forAdmins,
      id: 'changeIdentityProvider',
      summary: 'Change a provider; what is left out stays, a client secret of null is taken away',
    },
    body: providerChangeValidator,
    responses: { 200: PROVIDER_SCHEMA, ...problems(401, 403, 404, 422, 429) },
  })
  operation(router.post('admin/identity-providers/:id/check', [Api, 'test']).as('identity_providers.check'), {
    ...{ ...forAdmins, id: 'checkIdentityProvider', summary: 'Whether a provider could be set out for; an issuer is read anew' },
    responses: { 200: PROVIDER_CHECK_SCHEMA, ...problems(401, 403, 404, 429) },
  })
  operation(router.delete('admin/identity-providers/:id', [Api, 'destroy']).as('identity_providers.destroy').use(middleware.stepUp()), {
    ...{ ...forAdmins, id: 'removeIdentityProvider', summary: 'Remove a provider, and whose accounts there belong to whom' },
    responses: { 204: null, ...problems(401, 403, 404, 429) },
  })
}).use(middleware.apiAuth())
