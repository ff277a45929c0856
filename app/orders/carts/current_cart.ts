import { inject } from '@adonisjs/core'
import { isId } from '#core/ids'
import { MergeCarts } from '#orders/actions/merge_carts'
import type { HttpContext } from '@adonisjs/core/http'
import type { CartOwner } from '#orders/carts/cart_owner'

const COOKIE = 'rialto_cart'

/** The cart of a page's visitor. What a guest collected becomes theirs with the first page after they signed in. */
@inject()
export class CurrentCart {
  constructor(private readonly mergeCarts: MergeCarts) {}

  async ownerOf(ctx: HttpContext): Promise<CartOwner> {
    const guestCartId = guestCartOf(ctx)
    const userId = ctx.user?.id ?? null
    if (!userId || !guestCartId) return { userId, guestCartId }
    await this.mergeCarts.handle({ actor: ctx.actor, userId, guestCartId })
    ctx.response.clearCookie(COOKIE)
    return { userId, guestCartId: null }
  }

  /** The cookie is signed: a guest cannot name another one's cart. */
  remember(ctx: HttpContext, cartId: string) {
    if (!ctx.user) ctx.response.cookie(COOKIE, cartId, { maxAge: '30d' })
  }
}

export function guestCartOf({ request }: Pick<HttpContext, 'request'>): string | null {
  const value: unknown = request.cookie(COOKIE)
  return isId(value) ? value : null
}
