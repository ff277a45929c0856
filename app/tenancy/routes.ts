import router from '@adonisjs/core/services/router'
import { api, panel, publicPages } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation } from '#core/http/openapi/operation'
import { problems } from '#core/http/openapi/problems'
import { TOKEN_SCHEMA } from '#identity/tokens/token_answer'
import { registerValidator } from '#tenancy/validators/tenancy'

const Registrations = () => import('#tenancy/controllers/public/registrations_controller')
const Invitation = () => import('#tenancy/controllers/public/invitations_controller')
const Members = () => import('#tenancy/controllers/account/members_controller')
const Invitations = () => import('#tenancy/controllers/account/invitations_controller')
const Company = () => import('#tenancy/controllers/account/company_controller')
const Credentials = () => import('#tenancy/controllers/account/credentials_controller')
const Ownership = () => import('#tenancy/controllers/account/ownership_controller')
const TenantChoices = () => import('#tenancy/controllers/account/tenant_choices_controller')
const ApiRegistrations = () => import('#tenancy/controllers/api/registrations_controller')

publicPages(() => {
  router.get('sign-up', [Registrations, 'create']).as('registration.create')
  router.post('sign-up', [Registrations, 'store']).as('registration.store')
  router.get('invitations/:token', [Invitation, 'show']).as('invitation.show')
  router.post('invitations/:token', [Invitation, 'accept']).as('invitation.accept').use(middleware.auth())
})

panel('account', null, () => {
  router.post('tenant', [TenantChoices, 'update']).as('tenant.update')
  router.get('company', [Company, 'show']).as('company.show')
  router.post('company', [Company, 'update']).as('company.update')
  router.get('company/close', [Company, 'confirmClosing']).as('company.confirm_closing').use(middleware.stepUp())
  router.post('company/close', [Company, 'close']).as('company.close').use(middleware.stepUp())
  router.get('credentials', [Credentials, 'index']).as('credentials.index')
  router.post('credentials', [Credentials, 'store']).as('credentials.store').use(middleware.stepUp())
  router.get('credentials/:name/remove', [Credentials, 'confirmRemoval']).as('credentials.confirm_removal').use(middleware.stepUp())
  router.post('credentials/:name/remove', [Credentials, 'destroy']).as('credentials.destroy').use(middleware.stepUp())
  router.post('ownership', [Ownership, 'store']).as('ownership.store').use(middleware.stepUp())
  router.post('ownership/accept', [Ownership, 'accept']).as('ownership.accept').use(middleware.stepUp())
  router.post('ownership/end', [Ownership, 'destroy']).as('ownership.destroy')
  router.get('members', [Members, 'index']).as('members.index')
  router.post('members/invitations', [Invitations, 'store']).as('invitations.store')
  router.post('members/invitations/:id/withdraw', [Invitations, 'destroy']).as('invitations.destroy')
  router.get('members/:id', [Members, 'show']).as('members.show')
  router.post('members/:id/role', [Members, 'update']).as('members.update').use(middleware.stepUp())
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
