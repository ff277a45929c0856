import router from '@adonisjs/core/services/router'
import { panel } from '#start/groups'

const Products = () => import('#catalog/controllers/seller/products_controller')
const Publications = () => import('#catalog/controllers/seller/publications_controller')
const Offers = () => import('#catalog/controllers/seller/offers_controller')
const Suggestions = () => import('#catalog/controllers/seller/suggestions_controller')

panel('seller', 'catalog.view', () => {
  router.get('products', [Products, 'index']).as('products.index')
  router.get('products/create', [Products, 'create']).as('products.create')
  router.post('products', [Products, 'store']).as('products.store')
  router.get('products/:id', [Products, 'show']).as('products.show')
  router.get('products/:id/edit', [Products, 'edit']).as('products.edit')
  router.post('products/:id', [Products, 'update']).as('products.update')
  router.post('products/:id/publish', [Publications, 'store']).as('products.publish')
  router.post('products/:id/hide', [Publications, 'destroy']).as('products.hide')
  router.post('products/:id/suggestions', [Suggestions, 'store']).as('products.suggestions.store')
  router.post('products/:id/suggestions/:suggestion/accept', [Suggestions, 'update']).as('products.suggestions.update')
  router.post('products/:id/suggestions/:suggestion/dismiss', [Suggestions, 'destroy']).as('products.suggestions.destroy')
  router.get('products/:id/offers/:offer/edit', [Offers, 'edit']).as('products.offers.edit')
  router.post('products/:id/offers/:offer', [Offers, 'update']).as('products.offers.update')
})
