import router from '@adonisjs/core/services/router'
import { api, panel } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation } from '#core/http/openapi/operation'
import { problems } from '#core/http/openapi/problems'
import { dataSchema, page } from '#core/http/openapi/words'
import { blockValidator, strikeValidator } from '#identity/blocks/validators'
import { reasonValidator } from '#identity/validators/account'
import { STANDING_SCHEMA, STRIKE_GIVEN_SCHEMA } from '#identity/blocks/standing_json'
import { EXPLANATION_SCHEMA, GRANT_SCHEMA } from '#identity/roles/role_json'
import { explainValidator, grantValidator } from '#identity/roles/validators'
import { inviteUserValidator, listUsersValidator } from '#identity/users/validators'
import { ACCOUNT_SCHEMA, USER_SCHEMA } from '#identity/users/user_json'
import type { OperationRole } from '#core/http/openapi/operation'

const Users = () => import('#identity/users/controllers/users_api_controller')
const UserPages = () => import('#identity/users/controllers/user_pages_controller')
const FactorResets = () => import('#identity/second_factor/controllers/factor_resets_controller')
const UserRoles = () => import('#identity/roles/controllers/user_roles_api_controller')
const Standing = () => import('#identity/blocks/controllers/standing_api_controller')

const ADMINS: OperationRole[] = ['admin', 'superadmin']
const LOOKERS: OperationRole[] = [...ADMINS, 'support']
const STRIKERS: OperationRole[] = [...ADMINS, 'moderator']
const READ = problems(401, 403, 404, 422, 429)
const CHANGED = problems(401, 403, 404, 409, 422, 429)

panel('operator', 'identity.manage_users', () => {
  router.get('users/invite', [UserPages, 'create']).as('users.create')
  router.post('users/invite', [UserPages, 'store']).as('users.store')
  router.get('users/:id/end-sessions', [UserPages, 'confirmEnd']).as('users.confirm_end').use(middleware.stepUp())
  router.post('users/:id/end-sessions', [UserPages, 'end']).as('users.end').use(middleware.stepUp())
  router.get('users/:id/reset-second-factors', [FactorResets, 'create']).as('factor_resets.create').use(middleware.stepUp())
  router.post('users/:id/reset-second-factors', [FactorResets, 'store']).as('factor_resets.store').use(middleware.stepUp())
}).where('id', router.matchers.uuid())

panel('operator', 'identity.view_roles', () => {
  router.get('users/:id/explain', [UserPages, 'explain']).as('users.explain')
}).where('id', router.matchers.uuid())

api(() => {
  operation(router.get('admin/users', [Users, 'index']).as('admin.users.index'), {
    id: 'listUsers',
    summary: 'Accounts: filtered, sorted, a page at a time',
    tag: 'Administration',
    roles: LOOKERS,
    query: listUsersValidator,
    responses: { 200: page(USER_SCHEMA), ...problems(401, 403, 422, 429) },
  })
  operation(router.post('admin/users', [Users, 'store']).as('admin.users.store'), {
    id: 'inviteUser',
    summary: 'Create an account for somebody, who chooses a password by the letter they get',
    tag: 'Administration',
    roles: ADMINS,
    body: inviteUserValidator,
    responses: { 201: dataSchema(ACCOUNT_SCHEMA), ...problems(401, 403, 422, 429) },
  })
  operation(router.get('admin/users/:id', [Users, 'show']).as('admin.users.show'), {
    id: 'getUser',
    summary: 'An account with its roles on the platform',
    tag: 'Administration',
    roles: LOOKERS,
    responses: { 200: dataSchema(ACCOUNT_SCHEMA), ...READ },
  })
  operation(router.post('admin/users/:id/roles', [UserRoles, 'grant']).as('admin.users.grant').use(middleware.stepUp()), {
    id: 'grantUserRole',
    summary: 'Give an account a role of the platform, a system role or one that people made',
    tag: 'Administration',
    roles: ADMINS,
    body: grantValidator,
    responses: { 200: dataSchema(GRANT_SCHEMA), 202: dataSchema(GRANT_SCHEMA), ...CHANGED },
  })
  operation(router.post('admin/users/:id/roles/revoke', [UserRoles, 'revoke']).as('admin.users.revoke').use(middleware.stepUp()), {
    id: 'revokeUserRole',
    summary: 'Take a role of the platform from an account',
    tag: 'Administration',
    roles: ADMINS,
    body: grantValidator,
    responses: { 200: dataSchema(GRANT_SCHEMA), ...CHANGED },
  })
  operation(router.get('admin/users/:id/explain', [UserRoles, 'explain']).as('admin.users.explain'), {
    id: 'explainUserAccess',
    summary: 'Whether somebody may do something, and by which role; or why not',
    tag: 'Administration',
    roles: ADMINS,
    query: explainValidator,
    responses: { 200: dataSchema(EXPLANATION_SCHEMA), ...READ },
  })
})
  .use(middleware.apiAuth())
  .where('id', router.matchers.uuid())

api(() => {
  operation(router.post('admin/users/:id/sessions/end', [Users, 'endSessions']).as('admin.users.end_sessions').use(middleware.stepUp()), {
    id: 'endUserSessions',
    summary: 'Sign somebody out everywhere',
    tag: 'Administration',
    roles: ADMINS,
    body: reasonValidator,
    responses: { 204: null, ...CHANGED },
  })
  operation(
    router
      .post('admin/users/:id/second-factors/reset', [FactorResets, 'storeByApi'])
      .as('admin.users.reset_factors')
      .use(middleware.stepUp()),
    {
      id: 'resetUserSecondFactors',
      summary: 'Remove authenticator app, passkeys and recovery codes of somebody who lost them all, and sign them out everywhere',
      tag: 'Administration',
      roles: ADMINS,
      body: reasonValidator,
      responses: { 204: null, ...CHANGED },
    }
  )
  operation(router.get('admin/users/:id/standing', [Standing, 'show']).as('admin.users.standing'), {
    id: 'getUserStanding',
    summary: 'Blocks, strikes and appeals of an account',
    tag: 'Administration',
    roles: [...LOOKERS, 'moderator'],
    responses: { 200: dataSchema(STANDING_SCHEMA), ...READ },
  })
  operation(router.post('admin/users/:id/strikes', [Standing, 'strike']).as('admin.users.strike'), {
    id: 'strikeUser',
    summary: 'Note something against the rules; enough of it proposes a block',
    tag: 'Administration',
    roles: STRIKERS,
    body: strikeValidator,
    responses: { 201: dataSchema(STRIKE_GIVEN_SCHEMA), ...CHANGED },
  })
  operation(router.post('admin/strikes/:id/withdraw', [Standing, 'withdraw']).as('admin.strikes.withdraw'), {
    id: 'withdrawStrike',
    summary: 'Let a strike count no more',
    tag: 'Administration',
    roles: STRIKERS,
    body: reasonValidator,
    responses: { 204: null, ...CHANGED },
  })
  operation(router.post('admin/users/:id/block', [Standing, 'block']).as('admin.users.block').use(middleware.stepUp()), {
    id: 'blockUser',
    summary: 'Block an account: its sessions, tokens and open connections end at once',
    tag: 'Administration',
    roles: ADMINS,
    body: blockValidator,
    responses: { 204: null, ...CHANGED },
  })
  operation(router.post('admin/users/:id/unblock', [Standing, 'unblock']).as('admin.users.unblock').use(middleware.stepUp()), {
    id: 'unblockUser',
    summary: 'Lift the block of an account',
    tag: 'Administration',
    roles: ADMINS,
    body: reasonValidator,
    responses: { 204: null, ...CHANGED },
  })
})
  .use(middleware.apiAuth())
  .where('id', router.matchers.uuid())
