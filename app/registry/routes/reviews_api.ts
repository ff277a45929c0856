import router from '@adonisjs/core/services/router'
import { api } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation } from '#core/http/openapi/operation'
import { ADMIN_STATS, DONE, REVIEWS, REVIEW_SAVED, VERIFIED } from '#registry/reviews/wire/review_schemas'
import {
  flagValidator,
  replyValidator,
  reviewListValidator,
  reviewValidator,
  verifyValidator,
  voteValidator,
} from '#registry/validators/review_validator'
import type { OperationRole } from '#core/http/openapi/operation'

const Reviews = () => import('#registry/controllers/api/reviews_controller')
const Admin = () => import('#registry/controllers/api/registry_admin_controller')

const people = { tag: 'Plugin reviews', roles: ['authenticated'] as OperationRole[] }
const admins = { tag: 'Plugin registry', roles: ['admin', 'superadmin'] as OperationRole[] }

api(() => {
  operation(router.get('plugins/:name/reviews', [Reviews, 'index']).as('plugins.reviews'), {
    id: 'listPluginReviews',
    summary: 'What people say of a plugin, the most helpful first; pages count from 0',
    tag: people.tag,
    roles: ['public'],
    query: reviewListValidator,
    responses: { 200: REVIEWS },
  })
})

api(reviews).use(middleware.apiAuth())
api(administration).use(middleware.apiAuth())

function reviews() {
  operation(router.post('plugins/:name/reviews', [Reviews, 'store']).as('plugins.reviews.store'), {
    id: 'reviewPlugin',
    summary: 'Review a plugin, once; those who publish it cannot',
    ...people,
    body: reviewValidator,
    idempotent: true,
    responses: { 200: REVIEW_SAVED },
  })
  operation(router.put('plugins/:name/reviews/:review_id', [Reviews, 'update']).as('plugins.reviews.update'), {
    id: 'editPluginReview',
    summary: 'Rewrite your review; its votes begin anew',
    ...people,
    body: reviewValidator,
    responses: { 200: REVIEW_SAVED },
  })
  operation(router.delete('plugins/:name/reviews/:review_id', [Reviews, 'destroy']).as('plugins.reviews.destroy'), {
    id: 'withdrawPluginReview',
    summary: 'Take your review back; another can be written in its place',
    ...people,
    responses: { 200: DONE },
  })
  operation(router.post('plugins/:name/reviews/:review_id/vote', [Reviews, 'vote']).as('plugins.reviews.vote'), {
    id: 'voteOnPluginReview',
    summary: 'Say whether a review helped; a second vote replaces the first',
    ...people,
    body: voteValidator,
    responses: { 200: DONE },
  })
  operation(router.post('plugins/:name/reviews/:review_id/flag', [Reviews, 'flag']).as('plugins.reviews.flag'), {
    id: 'flagPluginReview',
    summary: 'Report a review; moderators look at what several people report',
    ...people,
    body: flagValidator,
    responses: { 200: DONE },
  })
  operation(router.post('reviews/:id/respond', [Reviews, 'reply']).as('reviews.respond'), {
    id: 'respondToPluginReview',
    summary: "Write or rewrite the publisher's answer to a review",
    ...people,
    body: replyValidator,
    responses: { 200: DONE },
  })
  operation(router.delete('reviews/:id/respond', [Reviews, 'removeReply']).as('reviews.respond.destroy'), {
    id: 'removeResponseToPluginReview',
    summary: "Take the publisher's answer back",
    ...people,
    responses: { 200: DONE },
  })
}

function administration() {
  operation(router.post('admin/plugins/:name/verify', [Admin, 'verify']).as('admin.plugins.verify'), {
    id: 'verifyPlugin',
    summary: 'Vouch for a plugin, or no longer',
    ...admins,
    body: verifyValidator,
    responses: { 200: VERIFIED },
  })
  operation(router.get('admin/stats', [Admin, 'stats']).as('admin.stats'), {
    id: 'readAdminStats',
    summary: 'Figures of the registry for administrators',
    ...admins,
    responses: { 200: ADMIN_STATS },
  })
}
