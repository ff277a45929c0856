import router from '@adonisjs/core/services/router'
import { api, panel } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation } from '#core/http/openapi/operation'
import { problems } from '#core/http/openapi/problems'
import { ENDED_SCHEMA, SIGN_INS_SCHEMA } from '#identity/sessions/sign_in_schema'
import { signInsValidator } from '#identity/sessions/validators'

const SignIns = () => import('#identity/sessions/controllers/sign_ins_controller')
const SignInsApi = () => import('#identity/sessions/controllers/sign_ins_api_controller')

panel('account', null, () => {
  router.get('sign-ins', [SignIns, 'index']).as('sign_ins.index')
  router.post('sign-ins/end-others', [SignIns, 'destroyOthers']).as('sign_ins.destroy_others')
  router.post('sign-ins/:id/end', [SignIns, 'destroy']).as('sign_ins.destroy')
}).where('id', router.matchers.uuid())

api(() => {
  operation(router.get('auth/sessions', [SignInsApi, 'index']).as('auth.sessions.index'), {
    id: 'listSignIns',
    summary: 'Where the user is signed in, by panel and by API',
    tag: 'Sign-in',
    roles: ['authenticated'],
    query: signInsValidator,
    responses: { 200: SIGN_INS_SCHEMA, ...problems(401, 422, 429) },
  })
  operation(router.post('auth/sessions/end-others', [SignInsApi, 'destroyOthers']).as('auth.sessions.destroy_others'), {
    id: 'endOtherSignIns',
    summary: 'End every sign-in of the user but the one that asks',
    tag: 'Sign-in',
    roles: ['authenticated'],
    responses: { 200: ENDED_SCHEMA, ...problems(401, 429) },
  })
  operation(router.delete('auth/sessions/:id', [SignInsApi, 'destroy']).as('auth.sessions.destroy'), {
    id: 'endSignIn',
    summary: 'End one sign-in of the user',
    tag: 'Sign-in',
    roles: ['authenticated'],
    responses: { 204: null, ...problems(401, 404, 429) },
  })
})
  .use(middleware.apiAuth())
  .where('id', router.matchers.uuid())
