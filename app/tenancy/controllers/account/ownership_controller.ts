import { inject } from '@adonisjs/core'
import MemberPolicy from '#tenancy/policies/member_policy'
import { EndOffer } from '#tenancy/ownership/end_offer'
import { OfferOwnership } from '#tenancy/ownership/offer_ownership'
import { TakeOwnership } from '#tenancy/ownership/take_ownership'
import { transferValidator } from '#tenancy/validators/tenancy'
import type { HttpContext } from '@adonisjs/core/http'

/** The company changes hands, on the page of its people. */
@inject()
export default class OwnershipController {
  constructor(
    private readonly offer: OfferOwnership,
    private readonly take: TakeOwnership,
    private readonly end: EndOffer
  ) {}

  async store({ access, actor, bouncer, request, response, session, i18n }: HttpContext) {
    await bouncer.with(MemberPolicy).authorize('transferOwnership')
    const { user_id: userId } = await request.validateUsing(transferValidator)
    const { to_name: name } = await this.offer.handle({ actor, tenantId: access.tenantId!, userId })
    session.flash('success', i18n.t('tenancy.ownership_offered', { name }))
    return response.redirect().toRoute('account.members.index')
  }

  async accept({ access, actor, bouncer, response, session, i18n }: HttpContext) {
    await bouncer.with(MemberPolicy).authorize('view')
    await this.take.handle({ actor, tenantId: access.tenantId! })
    session.flash('success', i18n.t('tenancy.ownership_taken'))
    return response.redirect().toRoute('account.members.index')
  }

  async destroy({ access, actor, bouncer, response, session, i18n }: HttpContext) {
    await bouncer.with(MemberPolicy).authorize('view')
    await this.end.handle({ actor, tenantId: access.tenantId!, isOwner: access.can('tenancy.manage_owners') })
    session.flash('success', i18n.t('tenancy.ownership_ended'))
    return response.redirect().toRoute('account.members.index')
  }
}
