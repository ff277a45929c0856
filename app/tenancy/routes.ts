import router from '@adonisjs/core/services/router'
import { api, panel, publicPages } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation } from '#core/http/openapi/operation'
import { problems } from '#core/http/openapi/problems'
import { TOKEN_SCHEMA } from '#identity/tokens/token_answer'
import { MEMBERS_SCHEMA, TENANT_SCHEMA } from '#tenancy/tenant_json'
import { registerValidator, tenantValidator } from '#tenancy/validators/tenancy'

const Registrations = () => import('#tenancy/controllers/public/registrations_controller')
const Invitation = () => import('#tenancy/controllers/public/invitations_controller')
const Members = () => import('#tenancy/controllers/account/members_controller')
const Invitations = () => import('#tenancy/controllers/account/invitations_controller')
const TenantChoices = () => import('#tenancy/controllers/account/tenant_choices_controller')
const ApiRegistrations = () => import('#tenancy/controllers/api/registrations_controller')
const Tenants = () => import('#tenancy/controllers/api/tenants_controller')

publicPages(() => {
  router.get('sign-up', [Registrations, 'create']).as('registration.create')
  router.post('sign-up', [Registrations, 'store']).as('registration.store')
  router.get('invitations/:token', [Invitation, 'show']).as('invitation.show')
  router.post('invitations/:token', [Invitation, 'accept']).as('invitation.accept').use(middleware.auth())
})

panel('account', null, () => {
  router.post('tenant', [TenantChoices, 'update']).as('tenant.update')
  router.get('members', [Members, 'index']).as('members.index')
  router.post('members/invitations', [Invitations, 'store']).as('invitations.store')
  router.post('members/invitations/:id/withdraw', [Invitations, 'destroy']).as('invitations.destroy')
  router.post('members/:id/role', [Members, 'update']).as('members.update')
  router.get('members/:id/remove', [Members, 'confirmRemoval']).as('members.confirm_removal')
  router.post('members/:id/remove', [Members, 'destroy']).as('members.destroy')
}).where('id', router.matchers.uuid())

api(() => {
  operation(router.post('auth/register', [ApiRegistrations, 'store']).as('auth.register'), {
    id: 'register',
    summary: 'Create an account; with a company name also the company, owned by it',
    tag: 'Sign-in',
    roles: ['public'],
    body: registerValidator,
    responses: { 201: TOKEN_SCHEMA, ...problems(422, 429) },
  })
})

api(() => {
  operation(router.get('tenants/me', [Tenants, 'show']).as('tenants.show'), {
    id: 'getOwnTenant',
    summary: "The token's company",
    tag: 'Tenants',
    roles: ['tenant:owner', 'tenant:admin', 'tenant:user', 'tenant:viewer'],
    responses: { 200: TENANT_SCHEMA, ...problems(401, 403, 429) },
  })
  operation(router.patch('tenants/me', [Tenants, 'update']).as('tenants.update'), {
    id: 'updateOwnTenant',
    summary: "Change the token's company",
    tag: 'Tenants',
    roles: ['tenant:owner', 'tenant:admin'],
    body: tenantValidator,
    responses: { 200: TENANT_SCHEMA, ...problems(401, 403, 422, 429) },
  })
  operation(router.get('tenants/me/members', [Tenants, 'members']).as('tenants.members'), {
    id: 'listOwnTenantMembers',
    summary: "The people of the token's company",
    tag: 'Tenants',
    roles: ['tenant:owner', 'tenant:admin', 'tenant:user', 'tenant:viewer'],
    responses: { 200: MEMBERS_SCHEMA, ...problems(401, 403, 429) },
  })
}).use(middleware.apiAuth())
