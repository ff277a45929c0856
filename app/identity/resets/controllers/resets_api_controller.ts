import { inject } from '@adonisjs/core'
import { resetRequestValidator, resetValidator } from '#identity/resets/validators'
import RequestPasswordReset from '#identity/resets/actions/request_password_reset'
import ResetPassword from '#identity/resets/actions/reset_password'
import type { HttpContext } from '@adonisjs/core/http'

@inject()
export default class ResetsApiController {
  constructor(
    private readonly requestPasswordReset: RequestPasswordReset,
    private readonly resetPassword: ResetPassword
  ) {}

  async store({ request, response }: HttpContext) {
    const { email } = await request.validateUsing(resetRequestValidator)
    await this.requestPasswordReset.handle({ email, ip: request.ip() })
    return response.status(202).json({ accepted: true })
  }

  async update({ actor, request, response }: HttpContext) {
    await this.resetPassword.handle({ actor, ...(await request.validateUsing(resetValidator)) })
    return response.noContent()
  }
}
