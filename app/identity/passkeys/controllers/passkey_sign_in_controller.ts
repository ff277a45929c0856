import { inject } from '@adonisjs/core'
import User from '#identity/models/user'
import { CheckPasskey } from '#identity/passkeys/check_passkey'
import { FinishSignIn } from '#identity/sign_in/finish_sign_in'
import { passkeyAnswerValidator } from '#identity/passkeys/validators'
import type { HttpContext } from '@adonisjs/core/http'

const ANYBODY = { purpose: 'sign_in', userId: null } as const

/** Signing in with a passkey alone: the authenticator says who, and asked them for a finger or a PIN. */
@inject()
export default class PasskeySignInController {
  constructor(
    private readonly checkPasskey: CheckPasskey,
    private readonly finishSignIn: FinishSignIn
  ) {}

  options(ctx: HttpContext) {
    return this.checkPasskey.options(ctx, ANYBODY)
  }

  async store(ctx: HttpContext) {
    const { request, response } = ctx
    const { credential } = await request.validateUsing(passkeyAnswerValidator)
    const user = await User.findOrFail(await this.checkPasskey.handle(ctx, credential, ANYBODY))
    return response.redirect().toPath(await this.finishSignIn.handle(ctx, { user, method: 'passkey', next: request.input('next') }))
  }
}
