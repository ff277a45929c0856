import { inject } from '@adonisjs/core'
import { ChangePasskey } from '#identity/passkeys/actions/change_passkey'
import { RegisterPasskey } from '#identity/passkeys/register_passkey'
import { deviceName } from '#identity/sessions/device_name'
import { findOwnPasskey } from '#identity/passkeys/list_passkeys'
import { newPasskeyValidator, passkeyNameValidator } from '#identity/passkeys/validators'
import { showRecoveryCodes } from '#identity/second_factor/show_recovery_codes'
import type { HttpContext } from '@adonisjs/core/http'

/** One's own passkeys. */
@inject()
export default class PasskeysController {
  constructor(
    private readonly registerPasskey: RegisterPasskey,
    private readonly changePasskey: ChangePasskey
  ) {}

  async create({ request, view }: HttpContext) {
    return view.render('identity/account/new_passkey', { device: deviceName(request.header('user-agent') ?? null) })
  }

  options(ctx: HttpContext) {
    return this.registerPasskey.options(ctx)
  }

  async store(ctx: HttpContext) {
    const { request, response, session, i18n } = ctx
    const { recoveryCodes } = await this.registerPasskey.handle(ctx, await request.validateUsing(newPasskeyValidator))
    if (recoveryCodes) return showRecoveryCodes(ctx, recoveryCodes)
    session.flash('success', i18n.t('security.passkey_added'))
    return response.redirect().toRoute('account.security.show')
  }

  async edit({ user, params, view }: HttpContext) {
    return view.render('identity/account/passkey', { passkey: await findOwnPasskey(user!.id, params.id as string) })
  }

  async update({ actor, params, request, response, session, i18n }: HttpContext) {
    const { name } = await request.validateUsing(passkeyNameValidator)
    await this.changePasskey.rename({ actor, id: params.id as string, name })
    session.flash('success', i18n.t('security.passkey_renamed'))
    return response.redirect().toRoute('account.security.show')
  }

  async confirmRemoval({ user, params, view }: HttpContext) {
    return view.render('identity/account/remove_passkey', { passkey: await findOwnPasskey(user!.id, params.id as string) })
  }

  async destroy({ actor, params, response, session, i18n }: HttpContext) {
    await this.changePasskey.remove({ actor, id: params.id as string })
    session.flash('success', i18n.t('security.passkey_removed'))
    return response.redirect().toRoute('account.security.show')
  }
}
