import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { flashInput } from '#core/http/flash_input'
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
      flashRefusal(ctx, error)
      return ctx.response.redirect().toRoute('publisher.keys.create')
    }
    ctx.session.flash('success', ctx.i18n.t('publishing.key_was_added'))
    return ctx.response.redirect().toRoute('publisher.keys.index')
  }

  async replace(ctx: HttpContext) {
    const key = await ownKey(ctx)
    if (key?.status !== 'active') return ctx.response.redirect().toRoute('publisher.keys.index')
    return ctx.view.render('registry/author_keys/new', { key, challenge: newChallenge(ctx.user!.id).challenge })
  }

  async rotate(ctx: HttpContext) {
    const keyId = ctx.params.id as string
    const key = await ctx.request.validateUsing(keyValidator)
    try {
      await this.change.rotate({ actor: ctx.actor, keyId, key })
    } catch (error) {
      flashRefusal(ctx, error)
      return ctx.response.redirect().toRoute('publisher.keys.replace', { id: keyId })
    }
    ctx.session.flash('success', ctx.i18n.t('publishing.key_was_replaced'))
    return ctx.response.redirect().toRoute('publisher.keys.index')
  }

  async confirmRevocation(ctx: HttpContext) {
    const { view, response } = ctx
    const key = await ownKey(ctx)
    return key ? view.render('registry/author_keys/revoke', { key }) : response.redirect().toRoute('publisher.keys.index')
  }

  async revoke(ctx: HttpContext) {
    const { reason } = await ctx.request.validateUsing(revocationValidator)
    await this.change.revoke({ actor: ctx.actor, keyId: ctx.params.id as string, reason })
    ctx.session.flash('success', ctx.i18n.t('publishing.key_was_revoked'))
    return ctx.response.redirect().toRoute('publisher.keys.index')
  }
}

const ownKey = async ({ params, user }: HttpContext) => (await listOwnKeys(db, user!.id)).find(({ id }) => id === params.id)

/** Back to the form, with what was written and what is wrong with it; the challenge is made anew. */
function flashRefusal(ctx: HttpContext, error: unknown) {
  if (!(error instanceof InvalidPlugin)) throw error
  flashInput(ctx)
  ctx.session.flash('inputErrorsBag', Object.fromEntries(error.details.map(({ field, message }) => [field, [message]])))
}
