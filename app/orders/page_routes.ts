import router from '@adonisjs/core/services/router'
import { panel, publicPages } from '#start/groups'
import { middleware } from '#start/kernel'

const Cart = () => import('#orders/controllers/public/cart_controller')
const CartItems = () => import('#orders/controllers/public/cart_items_controller')
const Checkout = () => import('#orders/controllers/public/checkout_controller')
const OwnOrders = () => import('#orders/controllers/account/orders_controller')
const SellerOrders = () => import('#orders/controllers/seller/orders_controller')

publicPages(() => {
  router.get('cart', [Cart, 'show']).as('shop.cart')
  router.post('cart/items', [CartItems, 'store']).as('cart.items.store')
  router.post('cart/items/:offer', [CartItems, 'update']).as('cart.items.update')
  router.post('cart/items/:offer/remove', [CartItems, 'destroy']).as('cart.items.destroy')

  router
    .group(() => {
      router.get('checkout', [Checkout, 'create']).as('checkout.create')
      router.post('checkout', [Checkout, 'store']).as('checkout.store')
      router.get('checkout/:group', [Checkout, 'show']).as('checkout.show')
    })
    .use(middleware.auth())
})

panel('account', null, () => {
  router.get('orders', [OwnOrders, 'index']).as('orders.index')
  router.get('orders/:id', [OwnOrders, 'show']).as('orders.show')
  router.get('orders/:id/steps/:event', [OwnOrders, 'confirm']).as('orders.confirm')
  router.post('orders/:id/steps', [OwnOrders, 'transition']).as('orders.transition')
})

panel('seller', 'orders.view', () => {
  router.get('orders', [SellerOrders, 'index']).as('orders.index')
  router.get('orders/:id', [SellerOrders, 'show']).as('orders.show')
  router.get('orders/:id/steps/:event', [SellerOrders, 'confirm']).as('orders.confirm')
  router.post('orders/:id/steps', [SellerOrders, 'transition']).as('orders.transition')
})
