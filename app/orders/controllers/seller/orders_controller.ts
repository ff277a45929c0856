import { inject } from '@adonisjs/core'
import { companyTimeline } from '#tenancy/audit/company_timeline'
import { TransitionOrder } from '#orders/actions/transition_order'
import { orderPage } from '#orders/order_page'
import { ownTenant } from '#orders/own_tenant'
import OrderPolicy from '#orders/policies/order_policy'
import { findOrder } from '#orders/queries/find_order'
import { ordersQuery } from '#orders/queries/list_orders'
import { sellerOrdersTable } from '#orders/tables/seller_orders_table'
import { sellerStepValidator } from '#orders/validators/orders'
import type { HttpContext } from '@adonisjs/core/http'

/** What a seller's tenant has to fulfil. */
@inject()
export default class OrdersController {
  constructor(private readonly transitionOrder: TransitionOrder) {}

  async index(ctx: HttpContext) {
    await ctx.bouncer.with(OrderPolicy).authorize('view')
    const own = ownTenant(ctx)
    return sellerOrdersTable.render(ctx, () => ordersQuery(own), { view: 'orders/seller/index', data: own })
  }

  async show(ctx: HttpContext) {
    await ctx.bouncer.with(OrderPolicy).authorize('view')
    const order = await findOrder(ownTenant(ctx), ctx.params.id)
    const mayFulfil = await ctx.bouncer.with(OrderPolicy).allows('fulfil')
    const audit = await companyTimeline(ctx, { type: 'order', id: order.id })
    return ctx.view.render('orders/seller/show', { ...orderPage(order, 'seller', ctx.i18n), mayFulfil, audit })
  }

  /** Asks for the reason of a step and says what it will do. */
  async confirm(ctx: HttpContext) {
    await ctx.bouncer.with(OrderPolicy).authorize('fulfil')
    const order = await findOrder(ownTenant(ctx), ctx.params.id)
    const { event } = await sellerStepValidator.validate({ event: ctx.params.event })
    return ctx.view.render('orders/seller/step', { order, event })
  }

  async transition(ctx: HttpContext) {
    const order = await findOrder(ownTenant(ctx), ctx.params.id)
    await ctx.bouncer.with(OrderPolicy).authorize('fulfil')
    const { event, version, reason } = await ctx.request.validateUsing(sellerStepValidator)
    await this.transitionOrder.handle({ actor: ctx.actor, orderId: order.id, event, role: 'seller', reason, expectedVersion: version })
    ctx.session.flash('success', ctx.i18n.t(`orders.done_${event}`, { number: order.number }))
    return ctx.response.redirect().toRoute('seller.orders.show', { id: order.id })
  }
}
