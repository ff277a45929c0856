import router from '@adonisjs/core/services/router'
import { api, panel, publicPages } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation } from '#core/http/openapi/operation'
import { ASKED, JOINED, OWNERS, TRANSFER_ANSWER } from '#registry/owners/owner_json'
import {
  answerValidator,
  invitationValidator,
  roleValidator,
  transferAnswerValidator,
  transferValidator,
} from '#registry/owners/validators'

const Owners = () => import('#registry/owners/controllers/owners_api_controller')
const Answers = () => import('#registry/owners/controllers/answers_api_controller')
const OwnerPages = () => import('#registry/owners/controllers/owner_pages_controller')
const AnswerPages = () => import('#registry/owners/controllers/answer_pages_controller')

const shared = { tag: 'Plugin owners', roles: ['authenticated' as const] }
const byToken = { ...shared, tokenScopes: ['owners'] }

api(() => {
  operation(router.get('plugins/:name/owners', [Owners, 'index']).as('owners.index'), {
    ...{ ...byToken, id: 'listPluginOwners', summary: 'Who publishes a plugin of yours, who was asked to, and to whom it passes' },
    responses: { 200: OWNERS },
  })
  operation(router.post('plugins/:name/owners/invitations', [Owners, 'store']).as('owners.invite').use(middleware.stepUp()), {
    ...{ ...byToken, id: 'invitePluginOwner', summary: 'Ask somebody by mail to publish the plugin too' },
    body: invitationValidator,
    responses: { 201: ASKED },
  })
  operation(router.delete('plugins/:name/owners/invitations/:id', [Owners, 'withdraw']).as('owners.withdraw'), {
    ...{ ...byToken, id: 'withdrawPluginInvitation', summary: 'Take an invitation back' },
    responses: { 204: null },
  })
  operation(router.put('plugins/:name/owners/:user', [Owners, 'update']).as('owners.update').use(middleware.stepUp()), {
    ...{ ...byToken, id: 'changePluginOwner', summary: 'Give somebody another role in the plugin' },
    body: roleValidator,
    responses: { 204: null },
  })
  operation(router.delete('plugins/:name/owners/:user', [Owners, 'destroy']).as('owners.destroy').use(middleware.stepUp()), {
    ...{ ...byToken, id: 'removePluginOwner', summary: 'Take a role away, or leave; the last owner stays' },
    responses: { 204: null },
  })
  operation(router.post('plugins/:name/transfer', [Owners, 'transfer']).as('transfers.store').use(middleware.stepUp()), {
    ...{ ...shared, id: 'offerPluginTransfer', summary: 'Offer the plugin to another publisher' },
    body: transferValidator,
    responses: { 201: ASKED },
  })
  operation(router.delete('plugins/:name/transfer', [Owners, 'cancelTransfer']).as('transfers.destroy'), {
    ...{ ...shared, id: 'cancelPluginTransfer', summary: 'Take an offer back, also after it was accepted' },
    responses: { 204: null },
  })
  for (const answer of ['accept', 'decline'] as const) {
    const Answer = answer === 'accept' ? 'Accept' : 'Decline'
    operation(router.post(`plugin-invitations/${answer}`, [Answers, 'invitation']).as(`plugin_invitations.${answer}`), {
      ...{ ...shared, id: `${answer}PluginInvitation`, summary: `${Answer} an invitation by the token of its link` },
      body: answerValidator,
      responses: { 200: JOINED },
    })
    const answering = router.post(`plugin-transfers/${answer}`, [Answers, 'transfer']).as(`plugin_transfers.${answer}`)
    if (answer === 'accept') answering.use(middleware.stepUp())
    operation(answering, {
      ...{ ...shared, id: `${answer}PluginTransfer`, summary: `${Answer} an offered plugin by the token of its link` },
      body: transferAnswerValidator,
      responses: { 200: TRANSFER_ANSWER },
    })
  }
}).use(middleware.apiAuth())

panel('publisher', 'registry.publish', () => {
  router.get('plugins/:id/owners', [OwnerPages, 'index']).as('owners.index')
  router.post('plugins/:id/owners', [OwnerPages, 'store']).as('owners.store').use(middleware.stepUp())
  router.post('plugins/:id/invitations/:invitation/withdraw', [OwnerPages, 'withdraw']).as('owners.withdraw')
  router.post('plugins/:id/owners/:user/role', [OwnerPages, 'update']).as('owners.update').use(middleware.stepUp())
  router.get('plugins/:id/owners/:user/remove', [OwnerPages, 'confirmRemoval']).as('owners.confirm_removal').use(middleware.stepUp())
  router.post('plugins/:id/owners/:user/remove', [OwnerPages, 'destroy']).as('owners.destroy').use(middleware.stepUp())
  router.post('plugins/:id/transfer', [OwnerPages, 'transfer']).as('transfers.store').use(middleware.stepUp())
  router.post('plugins/:id/transfer/cancel', [OwnerPages, 'cancelTransfer']).as('transfers.destroy')
})

publicPages(() => {
  for (const [kind, show, answer] of [
    ['invitations', 'invitation', 'answerToInvitation'],
    ['transfers', 'transfer', 'answerToTransfer'],
  ] as const) {
    router.get(`plugin-${kind}/:token`, [AnswerPages, show]).as(`plugin_${kind}.show`)
    const accepting = router.post(`plugin-${kind}/:token/accept`, [AnswerPages, answer]).as(`plugin_${kind}.accept`).use(middleware.auth())
    if (kind === 'transfers') accepting.use(middleware.stepUp())
    router.post(`plugin-${kind}/:token/decline`, [AnswerPages, answer]).as(`plugin_${kind}.decline`).use(middleware.auth())
  }
})
