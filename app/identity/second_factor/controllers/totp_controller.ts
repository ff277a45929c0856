import { inject } from '@adonisjs/core'
import { ChangeTotp } from '#identity/second_factor/actions/change_totp'
import { TotpFactors } from '#identity/second_factor/totp_factors'
import { totpUri } from '#identity/second_factor/totp'
import { codeValidator } from '#identity/second_factor/validators'
import { showRecoveryCodes } from '#identity/second_factor/show_recovery_codes'
import type { HttpContext } from '@adonisjs/core/http'

/** One's authenticator app: set up, proved, removed. */
@inject()
export default class TotpController {
  constructor(
    private readonly changeTotp: ChangeTotp,
    private readonly factors: TotpFactors
  ) {}

  async store({ actor, response }: HttpContext) {
    await this.changeTotp.start({ actor })
    return response.redirect().toRoute('account.totp.show')
  }

  /** The seed, until a code proved it. */
  async show({ user, view, response }: HttpContext) {
    const secret = await this.factors.pendingSecret(user!.id)
    if (!secret) return response.redirect().toRoute('account.security.show')
    response.header('Cache-Control', 'no-store')
    return view.render('identity/account/totp', { secret: secret.replace(/(.{4})(?=.)/g, '$1 ') })
  }

  /** An image of its own: the page's policy allows no inline style, and nothing keeps the picture. */
  async qr({ user, response }: HttpContext) {
    const secret = await this.factors.pendingSecret(user!.id)
    if (!secret) return response.redirect().toRoute('account.security.show')
    const { toString } = await import('qrcode')
    const svg = await toString(totpUri(secret, user!.email), { type: 'svg', margin: 2, errorCorrectionLevel: 'M' })
    return response.header('Cache-Control', 'no-store').header('Content-Type', 'image/svg+xml; charset=utf-8').send(svg)
  }

  async update(ctx: HttpContext) {
    const { actor, request, response, session, i18n } = ctx
    const { code } = await request.validateUsing(codeValidator)
    const recovery = await this.changeTotp.confirm({ actor, code, ip: request.ip() })
    if (recovery) return showRecoveryCodes(ctx, recovery)
    session.flash('success', i18n.t('security.totp_added'))
    return response.redirect().toRoute('account.security.show')
  }

  async confirmRemoval({ view }: HttpContext) {
    return view.render('identity/account/remove_totp')
  }

  async destroy({ actor, response, session, i18n }: HttpContext) {
    await this.changeTotp.remove({ actor })
    session.flash('success', i18n.t('security.totp_removed'))
    return response.redirect().toRoute('account.security.show')
  }
}
