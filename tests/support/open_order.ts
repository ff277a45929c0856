import app from '@adonisjs/core/services/app'
import { PlaceOrder } from '#orders/actions/place_order'
import { createProduct, createSeller } from '#tests/support/catalog'
import { checkoutInput } from '#tests/support/orders'
import { createUser } from '#tests/support/users'

/** Somebody bought from the company, and the order is under way. */
export async function placeOrderOf(tenantId: string): Promise<void> {
  const product = await createProduct(await createSeller({ tenantId }))
  const { user } = await createUser()
  const placeOrder = await app.container.make(PlaceOrder)
  await placeOrder.handle(checkoutInput(user.id, [{ product }]))
}
