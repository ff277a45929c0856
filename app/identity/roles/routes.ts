import router from '@adonisjs/core/services/router'
import { api, panel } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation } from '#core/http/openapi/operation'
import { problems } from '#core/http/openapi/problems'
import { dataSchema } from '#core/http/openapi/words'
import { newRoleValidator, roleChangeValidator } from '#identity/roles/validators'
import { PERMISSION_SCHEMA, ROLE_SCHEMA } from '#identity/roles/role_json'
import type { OperationRole } from '#core/http/openapi/operation'

const PlatformRoles = () => import('#identity/roles/controllers/platform_roles_api_controller')
const CompanyRoles = () => import('#identity/roles/controllers/company_roles_api_controller')
const RolePages = () => import('#identity/roles/controllers/role_pages_controller')
const CompanyRolePages = () => import('#identity/roles/controllers/company_role_pages_controller')

const ADMINS: OperationRole[] = ['admin', 'superadmin']
const OWNERS: OperationRole[] = ['tenant:owner', 'tenant:admin']
const CHANGED = problems(401, 403, 404, 409, 422, 429)
const roles = { type: 'array', items: ROLE_SCHEMA }

panel('operator', 'identity.view_roles', () => {
  router.get('roles', [RolePages, 'index']).as('roles.index')
  router.get('roles/new', [RolePages, 'create']).as('custom_roles.create').use(middleware.stepUp())
  router.post('roles', [RolePages, 'store']).as('custom_roles.store').use(middleware.stepUp())
  router.get('roles/:id', [RolePages, 'edit']).as('custom_roles.edit')
  router.post('roles/:id', [RolePages, 'update']).as('custom_roles.update').use(middleware.stepUp())
  router.get('roles/:id/remove', [RolePages, 'confirmRemoval']).as('custom_roles.confirm_removal').use(middleware.stepUp())
  router.post('roles/:id/remove', [RolePages, 'destroy']).as('custom_roles.destroy').use(middleware.stepUp())
}).where('id', router.matchers.uuid())

panel('account', null, () => {
  router.get('roles', [CompanyRolePages, 'index']).as('roles.index')
  router.get('roles/new', [CompanyRolePages, 'create']).as('roles.create').use(middleware.stepUp())
  router.post('roles', [CompanyRolePages, 'store']).as('roles.store').use(middleware.stepUp())
  router.get('roles/:id', [CompanyRolePages, 'edit']).as('roles.edit')
  router.post('roles/:id', [CompanyRolePages, 'update']).as('roles.update').use(middleware.stepUp())
  router.post('roles/:id/members', [CompanyRolePages, 'grant']).as('roles.grant').use(middleware.stepUp())
  router.post('roles/:id/members/revoke', [CompanyRolePages, 'revoke']).as('roles.revoke')
  router.get('roles/:id/remove', [CompanyRolePages, 'confirmRemoval']).as('roles.confirm_removal')
  router.post('roles/:id/remove', [CompanyRolePages, 'destroy']).as('roles.destroy')
}).where('id', router.matchers.uuid())

api(() => {
  operation(router.get('admin/permissions', [PlatformRoles, 'permissions']).as('admin.permissions.index'), {
    id: 'listPermissions',
    summary: 'Every permission and the system roles that hold it',
    tag: 'Administration',
    roles: ADMINS,
    responses: { 200: dataSchema({ type: 'array', items: PERMISSION_SCHEMA }), ...problems(401, 403, 429) },
  })
  operation(router.get('admin/roles', [PlatformRoles, 'index']).as('admin.roles.index'), {
    id: 'listPlatformRoles',
    summary: 'Roles of the platform that people made; a hundred at most',
    tag: 'Administration',
    roles: ADMINS,
    responses: { 200: dataSchema(roles), ...problems(401, 403, 429) },
  })
  operation(router.post('admin/roles', [PlatformRoles, 'store']).as('admin.roles.store').use(middleware.stepUp()), {
    id: 'createPlatformRole',
    summary: 'Make a role of the platform out of permissions one holds',
    tag: 'Administration',
    roles: ADMINS,
    body: newRoleValidator,
    responses: { 201: dataSchema(ROLE_SCHEMA), ...problems(401, 403, 409, 422, 429) },
  })
  operation(router.get('admin/roles/:id', [PlatformRoles, 'show']).as('admin.roles.show'), {
    id: 'getPlatformRole',
    summary: 'A role of the platform that people made',
    tag: 'Administration',
    roles: ADMINS,
    responses: { 200: dataSchema(ROLE_SCHEMA), ...problems(401, 403, 404, 429) },
  })
  operation(router.patch('admin/roles/:id', [PlatformRoles, 'update']).as('admin.roles.update').use(middleware.stepUp()), {
    id: 'changePlatformRole',
    summary: 'Change a role of the platform; counts for its holders at once',
    tag: 'Administration',
    roles: ADMINS,
    body: roleChangeValidator,
    responses: { 200: dataSchema(ROLE_SCHEMA), ...CHANGED },
  })
  operation(router.delete('admin/roles/:id', [PlatformRoles, 'destroy']).as('admin.roles.destroy').use(middleware.stepUp()), {
    id: 'removePlatformRole',
    summary: 'Remove a role of the platform, from its holders too',
    tag: 'Administration',
    roles: ADMINS,
    responses: { 204: null, ...problems(401, 403, 404, 429) },
  })
})
  .use(middleware.apiAuth())
  .where('id', router.matchers.uuid())

api(() => {
  operation(router.get('tenants/me/roles', [CompanyRoles, 'index']).as('tenants.roles.index'), {
    id: 'listOwnTenantRoles',
    summary: "Roles that the token's company made; a hundred at most",
    tag: 'Tenants',
    roles: OWNERS,
    responses: { 200: dataSchema(roles), ...problems(401, 403, 429) },
  })
  operation(router.post('tenants/me/roles', [CompanyRoles, 'store']).as('tenants.roles.store').use(middleware.stepUp()), {
    id: 'createOwnTenantRole',
    summary: "Make a role for the company's people out of permissions one holds",
    tag: 'Tenants',
    roles: OWNERS,
    body: newRoleValidator,
    responses: { 201: dataSchema(ROLE_SCHEMA), ...problems(401, 403, 409, 422, 429) },
  })
  operation(router.patch('tenants/me/roles/:id', [CompanyRoles, 'update']).as('tenants.roles.update').use(middleware.stepUp()), {
    id: 'changeOwnTenantRole',
    summary: 'Change a role of the company; counts for its holders at once',
    tag: 'Tenants',
    roles: OWNERS,
    body: roleChangeValidator,
    responses: { 200: dataSchema(ROLE_SCHEMA), ...CHANGED },
  })
  operation(router.delete('tenants/me/roles/:id', [CompanyRoles, 'destroy']).as('tenants.roles.destroy'), {
    id: 'removeOwnTenantRole',
    summary: 'Remove a role of the company, from its holders too',
    tag: 'Tenants',
    roles: OWNERS,
    responses: { 204: null, ...problems(401, 403, 404, 429) },
  })
  operation(router.put('tenants/me/roles/:id/members/:user', [CompanyRoles, 'grant']).as('tenants.roles.grant').use(middleware.stepUp()), {
    id: 'grantOwnTenantRole',
    summary: 'Give a member a role of the company',
    tag: 'Tenants',
    roles: OWNERS,
    responses: { 204: null, ...problems(401, 403, 404, 409, 429) },
  })
  operation(router.delete('tenants/me/roles/:id/members/:user', [CompanyRoles, 'revoke']).as('tenants.roles.revoke'), {
    id: 'revokeOwnTenantRole',
    summary: 'Take a role of the company from a member',
    tag: 'Tenants',
    roles: OWNERS,
    responses: { 204: null, ...problems(401, 403, 404, 409, 429) },
  })
})
  .use(middleware.apiAuth())
  .where('id', router.matchers.uuid())
  .where('user', router.matchers.uuid())
