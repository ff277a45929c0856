import router from '@adonisjs/core/services/router'
import { api } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation } from '#core/http/openapi/operation'
import { ownProductListSchema, ownProductSchema } from '#catalog/openapi_schemas'
import {
  changeOfferValidator,
  createProductValidator,
  listOwnProductsValidator,
  productVersionValidator,
  updateProductValidator,
} from '#catalog/validators/seller_products'
import type { OperationRole } from '#core/http/openapi/operation'

const SellerProducts = () => import('#catalog/controllers/api/seller_products_controller')

const viewer = {
  tag: 'Selling',
  roles: ['tenant:owner', 'tenant:admin', 'tenant:user', 'tenant:viewer'] as OperationRole[],
  tokenScopes: ['catalog:read', 'catalog:write'],
}
const editor = {
  tag: 'Selling',
  roles: ['tenant:owner', 'tenant:admin', 'tenant:user'] as OperationRole[],
  tokenScopes: ['catalog:write'],
}
const changed = { 200: ownProductSchema, 404: null, 409: null, 422: null }

function readRoutes() {
  operation(router.get('seller/products', [SellerProducts, 'index']).as('seller.products.index'), {
    ...{ ...viewer, id: 'listOwnProducts', summary: "The tenant's products, last changed first" },
    query: listOwnProductsValidator,
    responses: { 200: ownProductListSchema },
  })
  operation(router.get('seller/products/:id', [SellerProducts, 'show']).as('seller.products.show'), {
    ...{ ...viewer, id: 'showOwnProduct', summary: 'A product with its offers and stock' },
    responses: { 200: ownProductSchema, 404: null },
  })
}

function writeRoutes() {
  operation(router.post('seller/products', [SellerProducts, 'store']).as('seller.products.store'), {
    ...{ ...editor, id: 'createProduct', summary: 'Create a draft with its variants, their price and stock' },
    body: createProductValidator,
    responses: { 201: ownProductSchema, 422: null },
    idempotent: true,
  })
  operation(router.patch('seller/products/:id', [SellerProducts, 'update']).as('seller.products.update'), {
    ...{ ...editor, id: 'updateProduct', summary: 'Change the card; a version that is not the current one answers 409' },
    body: updateProductValidator,
    responses: changed,
  })
  operation(router.post('seller/products/:id/publish', [SellerProducts, 'publish']).as('seller.products.publish'), {
    ...{ ...editor, id: 'publishProduct', summary: 'Put the product on sale' },
    body: productVersionValidator,
    responses: changed,
  })
  operation(router.post('seller/products/:id/hide', [SellerProducts, 'hide']).as('seller.products.hide'), {
    ...{ ...editor, id: 'hideProduct', summary: 'Take the product off the shelves' },
    body: productVersionValidator,
    responses: changed,
  })
  operation(router.patch('seller/products/:id/offers/:offer', [SellerProducts, 'updateOffer']).as('seller.products.offers.update'), {
    ...{ ...editor, id: 'changeOffer', summary: 'Set price or stock of one variant' },
    body: changeOfferValidator,
    responses: changed,
  })
}

api(() => {
  router
    .group(() => {
      readRoutes()
      writeRoutes()
    })
    .use(middleware.apiAuth())
})
