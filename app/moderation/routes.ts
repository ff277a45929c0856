import router from '@adonisjs/core/services/router'
import { panel } from '#start/groups'

const Claims = () => import('#moderation/controllers/moderator/claims_controller')
const Reviews = () => import('#moderation/controllers/moderator/reviews_controller')
const Texts = () => import('#moderation/controllers/moderator/canned_texts_controller')
const Statistics = () => import('#moderation/controllers/moderator/statistics_controller')
const Decisions = () => import('#moderation/controllers/moderator/decisions_controller')

panel('moderator', 'moderation.review', () => {
  router.get('/', [Reviews, 'home']).as('home')
  router.get('reviews', [Reviews, 'index']).as('reviews.index')
  router.get('reviews/decided', [Reviews, 'decided']).as('reviews.decided')
  router.get('reviews/:id', [Reviews, 'show']).as('reviews.show')
  router.post('reviews/:id/claim', [Claims, 'store']).as('claims.store')
  router.post('reviews/:id/release', [Claims, 'destroy']).as('claims.destroy')
  router.get('reviews/:id/escalate', [Claims, 'create']).as('claims.create')
  router.post('reviews/:id/escalate', [Claims, 'escalate']).as('claims.escalate')
  router.get('reviews/:id/decide/:decision', [Decisions, 'create']).as('decisions.create')
  router.post('reviews/:id/decisions', [Decisions, 'store']).as('decisions.store')
  router.get('statistics', [Statistics, 'show']).as('statistics')
  router.get('canned-texts', [Texts, 'index']).as('canned_texts.index')
  router.get('canned-texts/new', [Texts, 'create']).as('canned_texts.create')
  router.post('canned-texts', [Texts, 'store']).as('canned_texts.store')
  router.get('canned-texts/:id', [Texts, 'edit']).as('canned_texts.edit')
  router.post('canned-texts/:id', [Texts, 'update']).as('canned_texts.update')
  router.post('canned-texts/:id/remove', [Texts, 'destroy']).as('canned_texts.destroy')
})
