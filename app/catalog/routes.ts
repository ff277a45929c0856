import '#catalog/seller_api_routes'
import '#catalog/seller_page_routes'
import router from '@adonisjs/core/services/router'
import { api, publicPages } from '#start/groups'
import { operation } from '#core/http/openapi/operation'
import { listProductsValidator } from '#catalog/validators/list_products'
import { categoryListSchema, productListSchema, productSchema } from '#catalog/openapi_schemas'

const Products = () => import('#catalog/controllers/api/products_controller')
const Categories = () => import('#catalog/controllers/api/categories_controller')
const Home = () => import('#catalog/controllers/public/home_controller')
const ShopCategories = () => import('#catalog/controllers/public/categories_controller')
const ShopProducts = () => import('#catalog/controllers/public/products_controller')

publicPages(() => {
  router.get('/', [Home, 'show']).as('shop.home')
  router.get('categories/:slug', [ShopCategories, 'show']).as('shop.categories.show')
  router.get('products/:slug', [ShopProducts, 'show']).as('shop.products.show')
})

api(() => {
  operation(router.get('products', [Products, 'index']).as('products.index'), {
    id: 'listProducts',
    summary: 'Products for sale, newest first unless sorted otherwise',
    tag: 'Catalogue',
    roles: ['public'],
    query: listProductsValidator,
    responses: { 200: productListSchema, 404: null },
  })
  operation(router.get('products/:key', [Products, 'show']).as('products.show'), {
    id: 'showProduct',
    summary: 'A product by id or slug, with its variants, offers and stock',
    tag: 'Catalogue',
    roles: ['public'],
    responses: { 200: productSchema, 404: null },
  })
  operation(router.get('categories', [Categories, 'index']).as('categories.index'), {
    id: 'listCategories',
    summary: 'The whole category tree',
    tag: 'Catalogue',
    roles: ['public'],
    responses: { 200: categoryListSchema },
  })
})
