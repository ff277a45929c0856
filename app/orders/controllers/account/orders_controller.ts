import { inject } from '@adonisjs/core'
import { TransitionOrder } from '#orders/actions/transition_order'
import { orderPage } from '#orders/order_page'
import { findOrder } from '#orders/queries/find_order'
import { ordersQuery } from '#orders/queries/list_orders'
import { signedIn } from '#orders/signed_in'
import { ownOrdersTable } from '#orders/tables/own_orders_table'
import { buyerStepValidator } from '#orders/validators/orders'
import type { HttpContext } from '@adonisjs/core/http'

/** A buyer's purchases. */
@inject()
export default class OrdersController {
  constructor(private readonly transitionOrder: TransitionOrder) {}

  async index(ctx: HttpContext) {
    return ownOrdersTable.render(ctx, () => ordersQuery(ownOf(ctx)), { view: 'orders/account/index' })
  }

  async show(ctx: HttpContext) {
    return ctx.view.render('orders/account/show', orderPage(await findOrder(ownOf(ctx), ctx.params.id), 'buyer', ctx.i18n))
  }

  /** Asks for the reason of a step and says what it will do. */
  async confirm(ctx: HttpContext) {
    const order = await findOrder(ownOf(ctx), ctx.params.id)
    const { event } = await buyerStepValidator.validate({ event: ctx.params.event })
    return ctx.view.render('orders/account/step', { order, event })
  }

  async transition(ctx: HttpContext) {
    const order = await findOrder(ownOf(ctx), ctx.params.id)
    const { event, version, reason } = await ctx.request.validateUsing(buyerStepValidator)
    await this.transitionOrder.handle({ actor: ctx.actor, orderId: order.id, event, role: 'buyer', reason, expectedVersion: version })
    ctx.session.flash('success', ctx.i18n.t(`orders.done_${event}`, { number: order.number }))
    return ctx.response.redirect().toRoute('account.orders.show', { id: order.id })
  }
}

const ownOf = (ctx: HttpContext) => ({ buyerId: signedIn(ctx).userId })
