import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import MemberPolicy from '#tenancy/policies/member_policy'
import { EndOffer } from '#tenancy/ownership/end_offer'
import { OfferOwnership } from '#tenancy/ownership/offer_ownership'
import { TakeOwnership } from '#tenancy/ownership/take_ownership'
import { findTransfer, transferJson } from '#tenancy/ownership/transfer'
import { transferValidator } from '#tenancy/validators/tenancy'
import type { HttpContext } from '@adonisjs/core/http'

/** The company changes hands: offered by an owner, taken or declined by the other. */
@inject()
export default class OwnershipController {
  constructor(
    private readonly offer: OfferOwnership,
    private readonly take: TakeOwnership,
    private readonly end: EndOffer
  ) {}

  async show({ access, bouncer }: HttpContext) {
    await bouncer.with(MemberPolicy).authorize('view')
    const transfer = await findTransfer(db, access.tenantId!)
    return { data: transfer && transferJson(transfer) }
  }

  async store({ access, actor, bouncer, request, response }: HttpContext) {
    await bouncer.with(MemberPolicy).authorize('transferOwnership')
    const { user_id: userId } = await request.validateUsing(transferValidator)
    const transfer = await this.offer.handle({ actor, tenantId: access.tenantId!, userId })
    return response.status(201).json(transferJson(transfer))
  }

  async accept({ access, actor, bouncer }: HttpContext) {
    await bouncer.with(MemberPolicy).authorize('view')
    const { to_user_id: ownerId } = await this.take.handle({ actor, tenantId: access.tenantId! })
    return { owner_id: ownerId }
  }

  async destroy({ access, actor, bouncer, response }: HttpContext) {
    await bouncer.with(MemberPolicy).authorize('view')
    await this.end.handle({ actor, tenantId: access.tenantId!, isOwner: access.can('tenancy.manage_owners') })
    return response.noContent()
  }
}
