import { inject } from '@adonisjs/core'
import vine from '@vinejs/vine'
import { Settings } from '#core/settings/settings'
import { ChangeSigningKeys } from '#identity/signing_keys/change_signing_keys'
import { signingKeyList } from '#identity/signing_keys/queries/signing_key_list'
import { tokenAlgorithm } from '#identity/signing_keys/settings'
import { signingKeysTable } from '#identity/signing_keys/tables/signing_keys_table'
import SigningKeyPolicy from '#identity/signing_keys/signing_key_policy'
import type { HttpContext } from '@adonisjs/core/http'

const rotationValidator = vine.create({ revoke: vine.boolean().optional() })

/** The keys that sign access tokens, for the platform's administrators. */
@inject()
export default class SigningKeysController {
  constructor(
    private readonly changes: ChangeSigningKeys,
    private readonly settings: Settings
  ) {}

  async index(ctx: HttpContext) {
    await ctx.bouncer.with(SigningKeyPolicy).authorize('manage')
    const algorithm = await this.settings.get(tokenAlgorithm)
    return signingKeysTable.render(ctx, signingKeyList, { view: 'identity/tokens/signing_keys', data: { algorithm } })
  }

  async confirmRotation({ bouncer, view }: HttpContext) {
    await bouncer.with(SigningKeyPolicy).authorize('manage')
    return view.render('identity/tokens/rotate_signing_key')
  }

  async rotate({ actor, bouncer, request, response, session, i18n }: HttpContext) {
    await bouncer.with(SigningKeyPolicy).authorize('manage')
    const { revoke } = await request.validateUsing(rotationValidator)
    await this.changes.rotate(await this.settings.get(tokenAlgorithm), { actor, revoke })
    session.flash('success', i18n.t('tokens.key_rotated'))
    return response.redirect().toRoute('operator.signing_keys.index')
  }
}
