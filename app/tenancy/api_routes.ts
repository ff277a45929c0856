import router from '@adonisjs/core/services/router'
import { api } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation, type OperationRole } from '#core/http/openapi/operation'
import { problems } from '#core/http/openapi/problems'
import * as schemas from '#tenancy/openapi_schemas'
import { credentialsValidator } from '#tenancy/validators/credentials'
import { tenantValidator } from '#tenancy/validators/tenant_profile'
import {
  closingValidator,
  invitationTokenValidator,
  invitationValidator,
  memberRoleValidator,
  pageValidator,
  transferValidator,
} from '#tenancy/validators/tenancy'

const Tenants = () => import('#tenancy/controllers/api/tenants_controller')
const Members = () => import('#tenancy/controllers/api/members_controller')
const Invitations = () => import('#tenancy/controllers/api/invitations_controller')
const Ownership = () => import('#tenancy/controllers/api/ownership_controller')
const Credentials = () => import('#tenancy/controllers/api/credentials_controller')

const MEMBERS: OperationRole[] = ['tenant:owner', 'tenant:admin', 'tenant:user', 'tenant:viewer']
const MANAGERS: OperationRole[] = ['tenant:owner', 'tenant:admin']
const OWNERS: OperationRole[] = ['tenant:owner']

const about = (id: string, summary: string, roles: OperationRole[]) => ({ id, summary, tag: 'Tenants', roles })

api(() => {
  operation(router.get('tenants/me', [Tenants, 'show']).as('tenants.show'), {
    ...about('getOwnTenant', "The token's company", MEMBERS),
    tokenScopes: ['tenant:read'],
    responses: { 200: schemas.TENANT_SCHEMA, ...problems(401, 403, 429) },
  })
  operation(router.patch('tenants/me', [Tenants, 'update']).as('tenants.update'), {
    ...about('updateOwnTenant', "Change the token's company; with If-Match only if nobody else did", MANAGERS),
    body: tenantValidator,
    responses: { 200: schemas.TENANT_SCHEMA, ...problems(401, 403, 412, 422, 429) },
  })
  operation(router.get('tenants/me/usage', [Tenants, 'usage']).as('tenants.usage'), {
    ...about('getOwnTenantUsage', "What the company's plan includes, and how much of it is used", MEMBERS),
    tokenScopes: ['tenant:read'],
    responses: { 200: schemas.USAGE_SCHEMA, ...problems(401, 403, 429) },
  })
  operation(router.post('tenants/me/close', [Tenants, 'close']).as('tenants.close').use(middleware.stepUp()), {
    ...about('closeOwnTenant', 'Close the company for good', OWNERS),
    body: closingValidator,
    responses: { 204: null, ...problems(401, 403, 409, 422, 429) },
  })
}).use(middleware.apiAuth())

api(() => {
  operation(router.get('tenants/me/members', [Members, 'index']).as('tenants.members'), {
    ...about('listOwnTenantMembers', "The people of the token's company", MEMBERS),
    tokenScopes: ['tenant:read'],
    query: pageValidator,
    responses: { 200: schemas.MEMBERS_SCHEMA, ...problems(401, 403, 422, 429) },
  })
  operation(router.patch('tenants/me/members/:id', [Members, 'update']).as('tenants.members.update').use(middleware.stepUp()), {
    ...about('changeOwnTenantMember', 'Give a member another role; only owners touch owners', MANAGERS),
    body: memberRoleValidator,
    responses: { 200: schemas.MEMBER_ROLE_SCHEMA, ...problems(401, 403, 404, 409, 422, 429) },
  })
  operation(router.delete('tenants/me/members/:id', [Members, 'destroy']).as('tenants.members.destroy'), {
    ...about('removeOwnTenantMember', 'Remove a member; only owners remove owners', MANAGERS),
    responses: { 204: null, ...problems(401, 403, 404, 409, 429) },
  })
  operation(router.post('tenants/me/leave', [Members, 'leave']).as('tenants.leave'), {
    ...about('leaveOwnTenant', 'Leave the company; its last owner stays', ['authenticated']),
    responses: { 204: null, ...problems(401, 403, 409, 429) },
  })
  operation(router.get('tenants/me/invitations', [Invitations, 'index']).as('tenants.invitations'), {
    ...about('listOwnTenantInvitations', 'Open invitations', MANAGERS),
    query: pageValidator,
    responses: { 200: schemas.INVITATIONS_SCHEMA, ...problems(401, 403, 422, 429) },
  })
  operation(router.post('tenants/me/invitations', [Invitations, 'store']).as('tenants.invitations.store'), {
    ...about('inviteToOwnTenant', 'Invite somebody by mail; a newer invitation replaces an older one', MANAGERS),
    body: invitationValidator,
    responses: { 201: schemas.INVITATION_SCHEMA, ...problems(401, 403, 409, 422, 429) },
  })
  operation(router.delete('tenants/me/invitations/:id', [Invitations, 'destroy']).as('tenants.invitations.destroy'), {
    ...about('withdrawOwnTenantInvitation', 'Take an invitation back', MANAGERS),
    responses: { 204: null, ...problems(401, 403, 404, 429) },
  })
  operation(router.post('tenants/invitations/accept', [Invitations, 'accept']).as('tenants.invitations.accept'), {
    ...about('acceptTenantInvitation', 'Join the company that invited you', ['authenticated']),
    body: invitationTokenValidator,
    responses: { 200: schemas.JOINED_SCHEMA, ...problems(401, 403, 404, 409, 422, 429) },
  })
})
  .use(middleware.apiAuth())
  .where('id', router.matchers.uuid())

api(() => {
  operation(router.get('tenants/me/ownership-transfer', [Ownership, 'show']).as('tenants.transfer'), {
    ...about('getOwnershipTransfer', 'The open offer of the company, null where there is none', MEMBERS),
    responses: { 200: schemas.OPEN_TRANSFER_SCHEMA, ...problems(401, 403, 429) },
  })
  operation(router.post('tenants/me/ownership-transfer', [Ownership, 'store']).as('tenants.transfer.store').use(middleware.stepUp()), {
    ...about('offerOwnership', 'Offer the company to another member', OWNERS),
    body: transferValidator,
    responses: { 201: schemas.TRANSFER_SCHEMA, ...problems(401, 403, 404, 409, 422, 429) },
  })
  operation(
    router.post('tenants/me/ownership-transfer/accept', [Ownership, 'accept']).as('tenants.transfer.accept').use(middleware.stepUp()),
    {
      ...about('takeOwnership', 'Take the company that is offered to you', ['authenticated']),
      responses: { 200: schemas.NEW_OWNER_SCHEMA, ...problems(401, 403, 404, 429) },
    }
  )
  operation(router.delete('tenants/me/ownership-transfer', [Ownership, 'destroy']).as('tenants.transfer.destroy'), {
    ...about('endOwnershipTransfer', 'Decline the offer made to you, or as an owner withdraw it', ['authenticated']),
    responses: { 204: null, ...problems(401, 403, 404, 429) },
  })
  operation(router.get('tenants/me/credentials', [Credentials, 'index']).as('tenants.credentials'), {
    ...about('listOwnTenantCredentials', 'Names of the credentials that are set; never the secrets', MANAGERS),
    responses: { 200: schemas.CREDENTIALS_SCHEMA, ...problems(401, 403, 429) },
  })
  operation(router.patch('tenants/me/credentials', [Credentials, 'update']).as('tenants.credentials.update').use(middleware.stepUp()), {
    ...about('setOwnTenantCredentials', 'Set or replace credentials; others stay', MANAGERS),
    body: credentialsValidator,
    responses: { 200: schemas.CREDENTIALS_SCHEMA, ...problems(401, 403, 409, 422, 429) },
  })
  operation(
    router.delete('tenants/me/credentials/:name', [Credentials, 'destroy']).as('tenants.credentials.destroy').use(middleware.stepUp()),
    {
      ...about('removeOwnTenantCredential', 'Forget a credential', MANAGERS),
      responses: { 204: null, ...problems(401, 403, 404, 429) },
    }
  )
}).use(middleware.apiAuth())
