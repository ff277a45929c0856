import router from '@adonisjs/core/services/router'
import { api, panel } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation } from '#core/http/openapi/operation'
import { problems } from '#core/http/openapi/problems'
import { nullable, uuid } from '#core/http/openapi/words'
import { ownAuditValidator } from '#tenancy/validators/own_audit'

const Pages = () => import('#tenancy/controllers/account/own_audit_controller')
const Api = () => import('#tenancy/controllers/api/own_audit_controller')

const AUDIT_SCHEMA = {
  type: 'object',
  required: ['data', 'meta'],
  properties: {
    data: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'at', 'actor_kind', 'actor_id', 'action', 'target_type', 'target_id'],
        properties: {
          ...{ id: uuid, seq: { type: 'integer' }, at: { type: 'string', format: 'date-time' } },
          ...{ actor_kind: { enum: ['user', 'system', 'plugin'] }, actor_id: nullable, actor_name: nullable },
          ...{ action: { type: 'string' }, target_type: { type: 'string' }, target_id: { type: 'string' }, target_label: nullable },
          ...{ reason: nullable, ip: nullable, request_id: nullable, before: {}, after: {} },
        },
      },
    },
    meta: { type: 'object', properties: { next_cursor: nullable, limit: { type: 'integer' } } },
  },
}

panel('account', 'tenancy.view_audit', () => {
  router.get('audit', [Pages, 'index']).as('audit.index')
})

api(() => {
  operation(router.get('tenants/me/audit', [Api, 'index']).as('tenants.audit'), {
    id: 'listOwnTenantAudit',
    summary: "What happened in the token's company, newest first",
    tag: 'Tenants',
    roles: ['tenant:owner', 'tenant:admin'],
    query: ownAuditValidator,
    responses: { 200: AUDIT_SCHEMA, ...problems(401, 403, 422, 429) },
  })
}).use(middleware.apiAuth())
