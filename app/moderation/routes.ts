import router from '@adonisjs/core/services/router'
import { panel } from '#start/groups'

const Claims = () => import('#moderation/controllers/moderator/claims_controller')
const Reviews = () => import('#moderation/controllers/moderator/reviews_controller')
const Decisions = () => import('#moderation/controllers/moderator/decisions_controller')

panel('moderator', 'moderation.review', () => {
  router.get('/', [Reviews, 'home']).as('home')
  router.get('reviews', [Reviews, 'index']).as('reviews.index')
  router.get('reviews/decided', [Reviews, 'decided']).as('reviews.decided')
  router.get('reviews/:id', [Reviews, 'show']).as('reviews.show')
  router.post('reviews/:id/claim', [Claims, 'store']).as('claims.store')
  router.post('reviews/:id/release', [Claims, 'destroy']).as('claims.destroy')
  router.get('reviews/:id/decide/:decision', [Decisions, 'create']).as('decisions.create')
  router.post('reviews/:id/decisions', [Decisions, 'store']).as('decisions.store')
})
