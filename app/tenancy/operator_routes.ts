import router from '@adonisjs/core/services/router'
import { api, panel } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation, type OperationRole } from '#core/http/openapi/operation'
import { problems } from '#core/http/openapi/problems'
import { CONTEXTS_SCHEMA, CONTEXT_TOKEN_SCHEMA, LISTED_TENANTS_SCHEMA, WHOLE_TENANT_SCHEMA } from '#tenancy/openapi_schemas'
import { listTenantsValidator, planValidator } from '#tenancy/validators/tenants'
import { tenantChoiceValidator } from '#tenancy/validators/tenancy'

const Tenants = () => import('#tenancy/controllers/operator/tenants_controller')
const Api = () => import('#tenancy/controllers/api/admin_tenants_controller')
const Contexts = () => import('#tenancy/controllers/api/contexts_controller')

const ADMINS: OperationRole[] = ['admin', 'superadmin']
const LOOKERS: OperationRole[] = [...ADMINS, 'support', 'moderator', 'finance']

panel('operator', 'tenancy.view_tenants', () => {
  router.get('tenants', [Tenants, 'index']).as('tenants.index')
  router.get('tenants/:id', [Tenants, 'show']).as('tenants.show')
  router.post('tenants/:id/plan', [Tenants, 'update']).as('tenants.plan').use(middleware.stepUp())
}).where('id', router.matchers.uuid())

api(() => {
  operation(router.get('admin/tenants', [Api, 'index']).as('admin.tenants.index'), {
    id: 'listTenants',
    summary: 'Companies: filtered, a page at a time',
    tag: 'Administration',
    roles: LOOKERS,
    query: listTenantsValidator,
    responses: { 200: LISTED_TENANTS_SCHEMA, ...problems(401, 403, 422, 429) },
  })
  operation(router.get('admin/tenants/:id', [Api, 'show']).as('admin.tenants.show'), {
    id: 'getTenant',
    summary: 'A company with its plan and what it uses of it',
    tag: 'Administration',
    roles: LOOKERS,
    responses: { 200: WHOLE_TENANT_SCHEMA, ...problems(401, 403, 404, 429) },
  })
  operation(router.patch('admin/tenants/:id', [Api, 'update']).as('admin.tenants.update').use(middleware.stepUp()), {
    id: 'changeTenantPlan',
    summary: 'Put a company on another plan',
    tag: 'Administration',
    roles: ADMINS,
    body: planValidator,
    responses: { 200: WHOLE_TENANT_SCHEMA, ...problems(401, 403, 404, 409, 422, 429) },
  })
  operation(router.get('auth/contexts', [Contexts, 'index']).as('auth.contexts'), {
    id: 'listContexts',
    summary: 'The companies one may work in, and the hats one wears in the current one',
    tag: 'Sign-in',
    roles: ['authenticated'],
    responses: { 200: CONTEXTS_SCHEMA, ...problems(401, 429) },
  })
  operation(router.post('auth/context', [Contexts, 'store']).as('auth.context'), {
    id: 'takeContext',
    summary: 'A token for another company of yours, by the same sign-in',
    tag: 'Sign-in',
    roles: ['authenticated'],
    body: tenantChoiceValidator,
    responses: { 200: CONTEXT_TOKEN_SCHEMA, ...problems(401, 404, 422, 429) },
  })
})
  .use(middleware.apiAuth())
  .where('id', router.matchers.uuid())
