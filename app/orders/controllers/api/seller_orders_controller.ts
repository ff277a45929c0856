import { inject } from '@adonisjs/core'
import { TransitionOrder } from '#orders/actions/transition_order'
import { fullOrder, listedOrder } from '#orders/order_json'
import { ownTenant } from '#orders/own_tenant'
import { findOrder } from '#orders/queries/find_order'
import { listOrders } from '#orders/queries/list_orders'
import OrderPolicy from '#orders/policies/order_policy'
import { listOrdersValidator, sellerStepValidator } from '#orders/validators/orders'
import type { HttpContext } from '@adonisjs/core/http'

const PAGE = 20

/** What a seller's tenant has to fulfil; the tenant comes from the token alone. */
@inject()
export default class SellerOrdersController {
  constructor(private readonly transitionOrder: TransitionOrder) {}

  async index(ctx: HttpContext) {
    await ctx.bouncer.with(OrderPolicy).authorize('view')
    const { state, limit = PAGE, cursor } = await ctx.request.validateUsing(listOrdersValidator)
    const page = await listOrders(ownTenant(ctx), { states: state && [state], limit, cursor })
    return { data: page.data.map((row) => ({ ...listedOrder(row), buyer: row.buyer_name })), meta: page.meta }
  }

  async show(ctx: HttpContext) {
    await ctx.bouncer.with(OrderPolicy).authorize('view')
    return { data: fullOrder(await findOrder(ownTenant(ctx), ctx.params.id)) }
  }

  async transition(ctx: HttpContext) {
    const own = ownTenant(ctx)
    const { id } = await findOrder(own, ctx.params.id)
    await ctx.bouncer.with(OrderPolicy).authorize('fulfil')
    const { event, version, reason } = await ctx.request.validateUsing(sellerStepValidator)
    await this.transitionOrder.handle({ actor: ctx.actor, orderId: id, event, role: 'seller', reason, expectedVersion: version })
    return { data: fullOrder(await findOrder(own, id)) }
  }
}
