import { inject } from '@adonisjs/core'
import { ChangePasskey } from '#identity/passkeys/actions/change_passkey'
import { findOwnPasskey } from '#identity/passkeys/list_passkeys'
import { RegisterPasskey } from '#identity/passkeys/register_passkey'
import { apiPasskeyValidator, passkeyNameValidator } from '#identity/passkeys/validators'
import { toPasskeyJson } from '#identity/second_factor/factor_json'
import type { HttpContext } from '@adonisjs/core/http'

/** One's own passkeys, for programs; what lists them is `GET auth/second-factors`. */
@inject()
export default class PasskeysApiController {
  constructor(
    private readonly registerPasskey: RegisterPasskey,
    private readonly changePasskey: ChangePasskey
  ) {}

  options(ctx: HttpContext) {
    return this.registerPasskey.options(ctx)
  }

  async store(ctx: HttpContext) {
    const { credential, name } = await ctx.request.validateUsing(apiPasskeyValidator)
    const { id, recoveryCodes } = await this.registerPasskey.handle(ctx, { credential: JSON.stringify(credential), name })
    const passkey = toPasskeyJson(await findOwnPasskey(ctx.user!.id, id))
    return ctx.response.created({ passkey, recovery_codes: recoveryCodes })
  }

  async update({ actor, params, request, user }: HttpContext) {
    const { name } = await request.validateUsing(passkeyNameValidator)
    await this.changePasskey.rename({ actor, id: params.id as string, name })
    return toPasskeyJson(await findOwnPasskey(user!.id, params.id as string))
  }

  async destroy({ actor, params, response }: HttpContext) {
    await this.changePasskey.remove({ actor, id: params.id as string })
    return response.noContent()
  }
}
