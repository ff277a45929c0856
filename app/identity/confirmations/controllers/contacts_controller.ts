import { inject } from '@adonisjs/core'
import { findPendingEmail } from '#identity/confirmations/find_pending_email'
import { RequestConfirmation } from '#identity/confirmations/actions/request_confirmation'
import { codeValidator, newEmailValidator, phoneValidator } from '#identity/confirmations/validators'
import ConfirmPhone from '#identity/confirmations/actions/confirm_phone'
import RemovePhone from '#identity/confirmations/actions/remove_phone'
import type { HttpContext } from '@adonisjs/core/http'

const CODE_SENT_TO = 'code_sent_to'

/** One's own address and number. */
@inject()
export default class ContactsController {
  constructor(
    private readonly requestConfirmation: RequestConfirmation,
    private readonly confirmPhone: ConfirmPhone,
    private readonly removePhone: RemovePhone
  ) {}

  async show({ session, user, view }: HttpContext) {
    const pending = await findPendingEmail(user!.id)
    const pendingEmail = pending?.toLowerCase() === user!.email.toLowerCase() ? null : pending
    return view.render('identity/account/contacts', { pendingEmail, codeSentTo: session.get(CODE_SENT_TO, null) })
  }

  /** The confirmation of the present address once more. */
  async resend(ctx: HttpContext) {
    const { id: userId, email: value, emailConfirmedAt } = ctx.user!
    if (!emailConfirmedAt) await this.requestConfirmation.handle({ userId, about: 'confirm_email', value })
    return done(ctx, 'account.confirmation_sent')
  }

  async changeEmail(ctx: HttpContext) {
    const { email: value } = await ctx.request.validateUsing(newEmailValidator)
    await this.requestConfirmation.handle({ userId: ctx.user!.id, about: 'change_email', value })
    return done(ctx, 'account.change_email_sent')
  }

  async sendCode(ctx: HttpContext) {
    const { phone: value } = await ctx.request.validateUsing(phoneValidator)
    await this.requestConfirmation.handle({ userId: ctx.user!.id, about: 'phone', value })
    ctx.session.put(CODE_SENT_TO, value)
    return done(ctx, 'account.code_sent')
  }

  async confirm(ctx: HttpContext) {
    const { code } = await ctx.request.validateUsing(codeValidator)
    await this.confirmPhone.handle({ actor: ctx.actor, code })
    ctx.session.forget(CODE_SENT_TO)
    return done(ctx, 'account.phone_confirmed')
  }

  async remove(ctx: HttpContext) {
    await this.removePhone.handle({ actor: ctx.actor })
    return done(ctx, 'account.phone_removed')
  }
}

function done({ response, session, i18n }: HttpContext, text: string) {
  session.flash('success', i18n.t(text))
  return response.redirect().toRoute('account.contacts.show')
}
