import { inject } from '@adonisjs/core'
import { RequestConfirmation } from '#identity/confirmations/actions/request_confirmation'
import { codeValidator, emailTokenValidator, newEmailValidator, phoneValidator } from '#identity/confirmations/validators'
import ConfirmEmail from '#identity/confirmations/actions/confirm_email'
import ConfirmPhone from '#identity/confirmations/actions/confirm_phone'
import RemovePhone from '#identity/confirmations/actions/remove_phone'
import type { HttpContext } from '@adonisjs/core/http'

const ACCEPTED = { accepted: true }

/** One's own address and number, for programs. */
@inject()
export default class ContactsApiController {
  constructor(
    private readonly requestConfirmation: RequestConfirmation,
    private readonly confirmEmail: ConfirmEmail,
    private readonly confirmPhone: ConfirmPhone,
    private readonly removePhone: RemovePhone
  ) {}

  async resend({ response, user }: HttpContext) {
    const { id: userId, email: value, emailConfirmedAt } = user!
    if (!emailConfirmedAt) await this.requestConfirmation.handle({ userId, about: 'confirm_email', value })
    return response.status(202).json(ACCEPTED)
  }

  async changeEmail({ request, response, user }: HttpContext) {
    const { email: value } = await request.validateUsing(newEmailValidator)
    await this.requestConfirmation.handle({ userId: user!.id, about: 'change_email', value })
    return response.status(202).json(ACCEPTED)
  }

  async confirm({ actor, request, response }: HttpContext) {
    const { token } = await request.validateUsing(emailTokenValidator)
    await this.confirmEmail.handle({ actor, token })
    return response.noContent()
  }

  async sendCode({ request, response, user }: HttpContext) {
    const { phone: value } = await request.validateUsing(phoneValidator)
    await this.requestConfirmation.handle({ userId: user!.id, about: 'phone', value })
    return response.status(202).json(ACCEPTED)
  }

  async confirmCode({ actor, request, response }: HttpContext) {
    const { code } = await request.validateUsing(codeValidator)
    await this.confirmPhone.handle({ actor, code })
    return response.noContent()
  }

  async removeNumber({ actor, response }: HttpContext) {
    await this.removePhone.handle({ actor })
    return response.noContent()
  }
}
