import router from '@adonisjs/core/services/router'
import { api, publicPages } from '#start/groups'
import { operation } from '#core/http/openapi/operation'
import { productSearchSchema } from '#search/openapi_schemas'
import { searchProductsValidator } from '#search/validators/search_products'

const Search = () => import('#search/controllers/api/search_controller')
const SearchPage = () => import('#search/controllers/public/search_controller')

publicPages(() => {
  router.get('search', [SearchPage, 'index']).as('shop.search')
})

api(() => {
  operation(router.get('search/products', [Search, 'index']).as('search.products'), {
    id: 'searchProducts',
    summary: 'Full-text search with filters and facets; misspelt words are corrected',
    tag: 'Search',
    roles: ['public'],
    query: searchProductsValidator,
    responses: { 200: productSearchSchema, 404: null, 503: null },
  })
})
