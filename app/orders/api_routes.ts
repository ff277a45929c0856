import router from '@adonisjs/core/services/router'
import { api } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation } from '#core/http/openapi/operation'
import { cartSchema, checkoutSchema, orderListSchema, orderSchema, quoteSchema } from '#orders/openapi_schemas'
import { addItemValidator, setQuantityValidator } from '#orders/validators/cart'
import { checkoutValidator, quoteValidator } from '#orders/validators/checkout'
import { buyerStepValidator, listOrdersValidator, sellerStepValidator } from '#orders/validators/orders'
import type { OperationRole } from '#core/http/openapi/operation'

const Cart = () => import('#orders/controllers/api/cart_controller')
const Checkout = () => import('#orders/controllers/api/checkout_controller')
const Orders = () => import('#orders/controllers/api/orders_controller')
const SellerOrders = () => import('#orders/controllers/api/seller_orders_controller')

const buyer = { tag: 'Orders', roles: ['authenticated'] as OperationRole[] }
const viewer = {
  tag: 'Selling',
  roles: ['tenant:owner', 'tenant:admin', 'tenant:user', 'tenant:viewer'] as OperationRole[],
  tokenScopes: ['orders:read', 'orders:write'],
}
const seller = {
  tag: 'Selling',
  roles: ['tenant:owner', 'tenant:admin', 'tenant:user'] as OperationRole[],
  tokenScopes: ['orders:write'],
}

function cartRoutes() {
  operation(router.get('cart', [Cart, 'show']).as('cart.show'), {
    ...buyer,
    id: 'showCart',
    summary: 'The cart at today’s prices',
    responses: { 200: cartSchema },
  })
  operation(router.post('cart/items', [Cart, 'store']).as('cart.store'), {
    ...{ ...buyer, id: 'addCartItem', summary: 'Put goods into the cart, on top of what lies there' },
    body: addItemValidator,
    responses: { 201: cartSchema, 404: null, 422: null },
  })
  operation(router.put('cart/items/:offer', [Cart, 'update']).as('cart.update'), {
    ...{ ...buyer, id: 'setCartQuantity', summary: 'Set how many of an offer are wanted; 0 takes it out' },
    body: setQuantityValidator,
    responses: { 200: cartSchema, 404: null, 422: null },
  })
  operation(router.delete('cart/items/:offer', [Cart, 'destroy']).as('cart.destroy'), {
    ...{ ...buyer, id: 'removeCartItem', summary: 'Take an offer out of the cart' },
    responses: { 200: cartSchema, 404: null },
  })
}

function buyerRoutes() {
  operation(router.post('checkout/quote', [Checkout, 'quote']).as('checkout.quote'), {
    ...{ ...buyer, id: 'quoteCheckout', summary: 'What these goods cost now, discounts of plugins included' },
    body: quoteValidator,
    responses: { 200: quoteSchema, 409: null, 422: null },
  })
  operation(router.post('checkout', [Checkout, 'store']).as('checkout.store'), {
    ...{ ...buyer, id: 'checkOut', summary: 'Buy and pay: one payment, one order per seller', idempotent: true },
    body: checkoutValidator,
    responses: { 200: checkoutSchema, 201: checkoutSchema, 402: null, 409: null, 422: null },
  })
  operation(router.get('orders', [Orders, 'index']).as('orders.index'), {
    ...{ ...buyer, id: 'listOrders', summary: 'What the user bought, newest first' },
    query: listOrdersValidator,
    responses: { 200: orderListSchema, 422: null },
  })
  operation(router.get('orders/:id', [Orders, 'show']).as('orders.show'), {
    ...buyer,
    id: 'showOrder',
    summary: 'One of the user’s orders',
    responses: { 200: orderSchema, 404: null },
  })
  operation(router.post('orders/:id/transitions', [Orders, 'transition']).as('orders.transition'), {
    ...{ ...buyer, id: 'changeOrder', summary: 'Cancel, confirm, ask for a return or open a dispute' },
    body: buyerStepValidator,
    responses: { 200: orderSchema, 404: null, 409: null, 422: null },
  })
}

function sellerRoutes() {
  operation(router.get('seller/orders', [SellerOrders, 'index']).as('seller_orders.index'), {
    ...{ ...viewer, id: 'listSellerOrders', summary: 'What the tenant has sold, newest first' },
    query: listOrdersValidator,
    responses: { 200: orderListSchema, 403: null, 422: null },
  })
  operation(router.get('seller/orders/:id', [SellerOrders, 'show']).as('seller_orders.show'), {
    ...{ ...viewer, id: 'showSellerOrder', summary: 'One of the tenant’s orders' },
    responses: { 200: orderSchema, 403: null, 404: null },
  })
  operation(router.post('seller/orders/:id/transitions', [SellerOrders, 'transition']).as('seller_orders.transition'), {
    ...{ ...seller, id: 'fulfilOrder', summary: 'Accept, pack, ship, deliver, cancel; decide on returns' },
    body: sellerStepValidator,
    responses: { 200: orderSchema, 403: null, 404: null, 409: null, 422: null },
  })
}

api(() => {
  router
    .group(() => {
      cartRoutes()
      buyerRoutes()
      sellerRoutes()
    })
    .use(middleware.apiAuth())
})
