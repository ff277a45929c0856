import router from '@adonisjs/core/services/router'
import { api, panel } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation, type OperationRole } from '#core/http/openapi/operation'
import { claimValidator, publisherVerifyValidator } from '#registry/verification/validators'
import { STANDING } from '#registry/verification/standing_json'

const Proofs = () => import('#registry/verification/controllers/proofs_api_controller')
const ProofPages = () => import('#registry/verification/controllers/proof_pages_controller')
const Judged = () => import('#registry/verification/controllers/judged_controller')
const Overview = () => import('#registry/verification/controllers/registry_overview_controller')

const shared = { tag: 'Publishers and teams', roles: ['authenticated'] as OperationRole[], responses: { 200: STANDING } }
const VERIFIED = {
  type: 'object',
  properties: {
    success: { type: 'boolean' },
    publisher: { type: 'string' },
    verified: { type: 'boolean' },
    verified_at: { type: ['string', 'null'] },
  },
  required: ['success', 'publisher', 'verified', 'verified_at'],
}

api(() => {
  operation(router.get('publishers/:slug/verification', [Proofs, 'show']).as('verification.show'), {
    ...{ ...shared, id: 'showPublisherVerification', summary: 'Whether a publisher of yours is verified, and what was asked for' },
  })
  operation(router.put('publishers/:slug/verification', [Proofs, 'update']).as('verification.update'), {
    ...{ ...shared, id: 'claimPublisherDomain', summary: 'Name the domain of a publisher of yours; answers what to put where' },
    body: claimValidator,
  })
  operation(router.post('publishers/:slug/verification/check', [Proofs, 'store']).as('verification.check'), {
    ...{ ...shared, id: 'checkPublisherDomain', summary: 'Look for the proof now; found, the publisher is verified' },
  })
  operation(router.post('admin/publishers/:slug/verify', [Proofs, 'verify']).as('admin.publishers.verify'), {
    ...{ tag: 'Plugin registry', roles: ['admin', 'superadmin'] as OperationRole[] },
    ...{ id: 'verifyPublisher', summary: 'Vouch for a publisher, or no longer' },
    body: publisherVerifyValidator,
    responses: { 200: VERIFIED },
  })
}).use(middleware.apiAuth())

panel('publisher', 'registry.publish', () => {
  router.get('verification', [ProofPages, 'index']).as('verification.index')
  router.get('verification/:slug', [ProofPages, 'show']).as('verification.show')
  router.post('verification/:slug', [ProofPages, 'update']).as('verification.update')
  router.post('verification/:slug/check', [ProofPages, 'store']).as('verification.check')
})

panel('operator', 'registry.verify', () => {
  router.get('verification/publishers', [Judged, 'publishers']).as('verification.publishers')
  router.get('verification/publishers/:id', [Judged, 'publisher']).as('verification.publisher')
  router.post('verification/publishers/:id/:act', [Judged, 'storePublisher']).as('verification.judge_publisher')
  router.get('verification/plugins', [Judged, 'plugins']).as('verification.plugins')
  router.get('verification/plugins/:id', [Judged, 'plugin']).as('verification.plugin')
  router.post('verification/plugins/:id/:act', [Judged, 'storePlugin']).as('verification.judge_plugin')
})

panel('operator', 'registry.statistics', () => {
  router.get('registry', [Overview, 'show']).as('registry.overview')
})
