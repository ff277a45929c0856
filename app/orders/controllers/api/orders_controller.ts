import { inject } from '@adonisjs/core'
import { TransitionOrder } from '#orders/actions/transition_order'
import { fullOrder, listedOrder } from '#orders/order_json'
import { signedIn } from '#orders/signed_in'
import { findOrder } from '#orders/queries/find_order'
import { listOrders } from '#orders/queries/list_orders'
import { buyerStepValidator, listOrdersValidator } from '#orders/validators/orders'
import type { HttpContext } from '@adonisjs/core/http'

const PAGE = 20

/** A buyer's own orders. */
@inject()
export default class OrdersController {
  constructor(private readonly transitionOrder: TransitionOrder) {}

  async index(ctx: HttpContext) {
    const { state, limit = PAGE, cursor } = await ctx.request.validateUsing(listOrdersValidator)
    const page = await listOrders({ buyerId: signedIn(ctx).userId }, { states: state && [state], limit, cursor })
    return { data: page.data.map(listedOrder), meta: page.meta }
  }

  async show(ctx: HttpContext) {
    return { data: fullOrder(await findOrder({ buyerId: signedIn(ctx).userId }, ctx.params.id)) }
  }

  async transition(ctx: HttpContext) {
    const actor = signedIn(ctx)
    const own = { buyerId: actor.userId }
    const { event, version, reason } = await ctx.request.validateUsing(buyerStepValidator)
    const { id } = await findOrder(own, ctx.params.id)
    await this.transitionOrder.handle({ actor, orderId: id, event, role: 'buyer', reason, expectedVersion: version })
    return { data: fullOrder(await findOrder(own, id)) }
  }
}
