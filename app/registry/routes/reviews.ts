import router from '@adonisjs/core/services/router'
import { middleware } from '#start/kernel'
import { panel, publicPages } from '#start/groups'

const Reviews = () => import('#registry/controllers/public/reviews_controller')
const Acts = () => import('#registry/controllers/public/review_acts_controller')
const Moderated = () => import('#registry/controllers/moderator/plugin_reviews_controller')

publicPages(() => {
  router.get('plugins/:name/reviews', [Reviews, 'index']).as('registry.reviews.index')
  router.get('plugins/:name/statistics', [Reviews, 'statistics']).as('registry.plugins.statistics')
})

publicPages(() => {
  router.post('plugins/:name/reviews', [Reviews, 'store']).as('registry.reviews.store')
  router.post('plugins/:name/reviews/:id/vote', [Reviews, 'vote']).as('registry.reviews.vote')
  router.get('plugins/:name/reviews/:id/flag', [Acts, 'report']).as('registry.reviews.report')
  router.post('plugins/:name/reviews/:id/flag', [Acts, 'flag']).as('registry.reviews.flag')
  router.get('plugins/:name/reviews/:id/withdraw', [Acts, 'leave']).as('registry.reviews.leave')
  router.post('plugins/:name/reviews/:id/withdraw', [Acts, 'withdraw']).as('registry.reviews.withdraw')
  router.get('plugins/:name/reviews/:id/reply', [Acts, 'answer']).as('registry.reviews.answer')
  router.post('plugins/:name/reviews/:id/reply', [Acts, 'reply']).as('registry.reviews.reply')
  router.post('plugins/:name/reviews/:id/reply/remove', [Acts, 'removeReply']).as('registry.reviews.remove_reply')
}).use(middleware.auth())

panel('moderator', 'registry.moderate_reviews', () => {
  router.get('plugin-reviews', [Moderated, 'index']).as('plugin_reviews.index')
  router.get('plugin-reviews/:id', [Moderated, 'show']).as('plugin_reviews.show')
  router.get('plugin-reviews/:id/:act', [Moderated, 'confirm']).as('plugin_reviews.confirm')
  router.post('plugin-reviews/:id/:act', [Moderated, 'store']).as('plugin_reviews.store')
})
