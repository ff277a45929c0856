import router from '@adonisjs/core/services/router'
import { api, panel } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation } from '#core/http/openapi/operation'
import { problems } from '#core/http/openapi/problems'
import { decisionValidator, listProposalsValidator, PROPOSAL_SCHEMA } from '#core/four_eyes/proposal_json'
import type { OperationRole } from '#core/http/openapi/operation'

const Proposals = () => import('#core/four_eyes/controllers/proposals_api_controller')
const ProposalPages = () => import('#core/four_eyes/controllers/proposal_pages_controller')

const roles: OperationRole[] = ['admin', 'superadmin']
const one = { type: 'object', required: ['data'], properties: { data: PROPOSAL_SCHEMA } }
const page = {
  type: 'object',
  required: ['data', 'meta'],
  properties: { data: { type: 'array', items: PROPOSAL_SCHEMA }, meta: { type: 'object' } },
}

panel('operator', 'identity.view_users', () => {
  router.get('proposals', [ProposalPages, 'index']).as('proposals.index')
  router.get('proposals/:id', [ProposalPages, 'show']).as('proposals.show')
  router.post('proposals/:id/confirm', [ProposalPages, 'confirm']).as('proposals.confirm').use(middleware.stepUp())
  router.post('proposals/:id/reject', [ProposalPages, 'reject']).as('proposals.reject')
}).where('id', router.matchers.uuid())

api(() => {
  operation(router.get('admin/proposals', [Proposals, 'index']).as('admin.proposals.index'), {
    id: 'listProposals',
    summary: 'Acts that wait for a second person, or were decided',
    tag: 'Administration',
    roles,
    query: listProposalsValidator,
    responses: { 200: page, ...problems(401, 403, 422, 429) },
  })
  operation(router.get('admin/proposals/:id', [Proposals, 'show']).as('admin.proposals.show'), {
    id: 'getProposal',
    summary: 'One act that waits for a second person, or was decided',
    tag: 'Administration',
    roles,
    responses: { 200: one, ...problems(401, 403, 404, 429) },
  })
  operation(router.post('admin/proposals/:id/confirm', [Proposals, 'confirm']).as('admin.proposals.confirm').use(middleware.stepUp()), {
    id: 'confirmProposal',
    summary: 'Confirm an act that somebody else proposed: it happens',
    tag: 'Administration',
    roles,
    body: decisionValidator,
    responses: { 200: one, ...problems(401, 403, 404, 409, 422, 429) },
  })
  operation(router.post('admin/proposals/:id/reject', [Proposals, 'reject']).as('admin.proposals.reject'), {
    id: 'rejectProposal',
    summary: 'Turn an act down, or take back what one proposed',
    tag: 'Administration',
    roles,
    body: decisionValidator,
    responses: { 200: one, ...problems(401, 403, 404, 409, 422, 429) },
  })
})
  .use(middleware.apiAuth())
  .where('id', router.matchers.uuid())
