import router from '@adonisjs/core/services/router'
import { api, panel, publicPages } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation, type OperationRole } from '#core/http/openapi/operation'
import { ADVISORIES, ADVISORY_QUEUE, AFFECTED_INSTALLATIONS, CHANGED_ADVISORY, OSV } from '#registry/advisories/advisory_schemas'
import {
  advisoryActValidator,
  advisoryListValidator,
  advisoryPageValidator,
  advisoryQueueValidator,
  advisoryRefusalValidator,
  advisoryValidator,
} from '#registry/advisories/validators'

const Advisories = () => import('#registry/advisories/controllers/advisories_api_controller')
const Pages = () => import('#registry/advisories/controllers/advisory_pages_controller')
const Public = () => import('#registry/advisories/controllers/public_advisories_controller')
const Acts = () => import('#registry/advisories/controllers/advisory_acts_controller')

const tag = 'Plugin advisories'
const everybody = { tag, roles: ['public'] as OperationRole[] }
const people = { tag, roles: ['authenticated'] as OperationRole[] }
const moderators = { tag, roles: ['moderator', 'admin', 'superadmin'] as OperationRole[] }
/** Staff see all of them, a company its own. */
const installers = {
  tag,
  roles: [...moderators.roles, 'tenant:owner', 'tenant:admin', 'tenant:user', 'tenant:viewer'] as OperationRole[],
}
const changed = { responses: { 200: CHANGED_ADVISORY } }

api(() => {
  operation(router.get('advisories', [Advisories, 'index']).as('advisories.index'), {
    ...{
      ...everybody,
      id: 'listAdvisories',
      summary: 'Security advisories, newest first, in the OSV format',
      query: advisoryListValidator,
    },
    responses: { 200: ADVISORIES },
  })
  operation(router.get('advisories/:id', [Advisories, 'show']).as('advisories.show'), {
    ...{ ...everybody, id: 'showAdvisory', summary: 'One security advisory in the OSV format' },
    responses: { 200: OSV },
  })
  operation(router.get('plugins/:name/advisories', [Advisories, 'ofPlugin']).as('plugins.advisories'), {
    ...{ ...everybody, id: 'listPluginAdvisories', summary: 'Security advisories that name a plugin', query: advisoryPageValidator },
    responses: { 200: ADVISORIES },
  })
})

api(() => {
  operation(router.get('advisories/:id/installations', [Advisories, 'installations']).as('advisories.installations'), {
    ...{ ...installers, id: 'listAffectedInstallations', summary: 'Where affected versions are installed: your own, or all for staff' },
    ...{ query: advisoryPageValidator, responses: { 200: AFFECTED_INSTALLATIONS } },
  })
  operation(router.get('admin/advisories', [Advisories, 'queue']).as('admin.advisories'), {
    ...{ ...moderators, id: 'listAllAdvisories', summary: 'Advisories in every status, drafts too' },
    ...{ query: advisoryQueueValidator, responses: { 200: ADVISORY_QUEUE } },
  })
  operation(router.post('advisories', [Acts, 'store']).as('advisories.store'), {
    ...{ ...people, id: 'draftAdvisory', summary: 'Write down a weakness of your plugin; nobody else reads it yet' },
    ...{ body: advisoryValidator, responses: { 201: CHANGED_ADVISORY } },
  })
  operation(router.put('advisories/:id', [Acts, 'update']).as('advisories.update'), {
    ...{ ...people, id: 'rewriteAdvisory', summary: 'Say an advisory anew; a published one is updated for everybody' },
    ...{ body: advisoryValidator, ...changed },
  })
  operation(router.post('advisories/:id/submit', [Acts, 'submit']).as('advisories.submit'), {
    ...{ ...people, id: 'submitAdvisory', summary: 'Hand a draft to the moderators', body: advisoryActValidator, ...changed },
  })
  operation(router.post('advisories/:id/publish', [Acts, 'publish']).as('advisories.publish'), {
    ...{ ...moderators, id: 'publishAdvisory', summary: 'Show an advisory to everybody and tell who is affected' },
    ...{ body: advisoryActValidator, ...changed },
  })
  operation(router.post('advisories/:id/withdraw', [Acts, 'withdraw']).as('advisories.withdraw'), {
    ...{
      ...moderators,
      id: 'withdrawAdvisory',
      summary: 'Say that an advisory no longer holds',
      body: advisoryRefusalValidator,
      ...changed,
    },
  })
  operation(router.post('advisories/:id/reject', [Acts, 'reject']).as('advisories.reject'), {
    ...{ ...moderators, id: 'rejectAdvisory', summary: 'Refuse a draft', body: advisoryRefusalValidator, ...changed },
  })
}).use(middleware.apiAuth())

publicPages(() => {
  router.get('advisories', [Public, 'index']).as('advisories.index')
  router.get('advisories/:id', [Public, 'show']).as('advisories.show')
})

panel('moderator', 'trust.advise', advisoryPages)
panel('publisher', 'registry.publish', advisoryPages)

function advisoryPages() {
  router.get('advisories', [Pages, 'index']).as('advisories.index')
  router.get('advisories/new', [Pages, 'create']).as('advisories.create')
  router.post('advisories', [Pages, 'store']).as('advisories.store')
  router.get('advisories/:id', [Pages, 'show']).as('advisories.show')
  router.get('advisories/:id/edit', [Pages, 'edit']).as('advisories.edit')
  router.post('advisories/:id', [Pages, 'update']).as('advisories.update')
  router.get('advisories/:id/act/:act', [Pages, 'confirm']).as('advisories.confirm')
  router.post('advisories/:id/act/:act', [Pages, 'act']).as('advisories.act')
}
