import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { ChangeAuthorKeys } from '#registry/author_keys/change_author_keys'
import { InvalidPlugin } from '#registry/exceptions/refusals'
import { listOwnKeys } from '#registry/author_keys/own_keys'
import { keyValidator, revocationValidator } from '#registry/author_keys/key_json'
import { newChallenge } from '#registry/author_keys/key_challenge'
import type { HttpContext } from '@adonisjs/core/http'

/** A person's own keys, by page. */
@inject()
export default class KeyPagesController {
  constructor(private readonly change: ChangeAuthorKeys) {}

  async index({ user, view }: HttpContext) {
    return view.render('registry/author_keys/index', { keys: await listOwnKeys(db, user!.id) })
  }

  create({ user, view }: HttpContext) {
    return view.render('registry/author_keys/new', { challenge: newChallenge(user!.id).challenge })
  }

  async store(ctx: HttpContext) {
    const key = await ctx.request.validateUsing(keyValidator)
    try {
      await this.change.add({ actor: ctx.actor, key })
    } catch (error) {
      if (!(error instanceof InvalidPlugin)) throw error
      ctx.session.flashExcept(['_csrf', '_method', 'challenge'])
      ctx.session.flash('inputErrorsBag', Object.fromEntries(error.details.map(({ field, message }) => [field, [message]])))
      return ctx.response.redirect().toRoute('publisher.keys.create')
    }
    ctx.session.flash('success', ctx.i18n.t('publishing.key_was_added'))
    return ctx.response.redirect().toRoute('publisher.keys.index')
  }

  async confirmRevocation({ params, user, view, response }: HttpContext) {
    const key = (await listOwnKeys(db, user!.id)).find(({ id }) => id === params.id)
    return key ? view.render('registry/author_keys/revoke', { key }) : response.redirect().toRoute('publisher.keys.index')
  }

  async revoke(ctx: HttpContext) {
    const { reason } = await ctx.request.validateUsing(revocationValidator)
    await this.change.revoke({ actor: ctx.actor, keyId: ctx.params.id as string, reason })
    ctx.session.flash('success', ctx.i18n.t('publishing.key_was_revoked'))
    return ctx.response.redirect().toRoute('publisher.keys.index')
  }
}
