import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Forbidden } from '#core/http/exceptions'
import { sendWire, snakeKeys } from '#registry/wire/casing'
import { ChangeAuthorKeys } from '#registry/author_keys/change_author_keys'
import { listOwnKeys } from '#registry/author_keys/own_keys'
import { keyValidator, revocationValidator, toKeyJson } from '#registry/author_keys/key_json'
import { newChallenge } from '#registry/author_keys/key_challenge'
import type { HttpContext } from '@adonisjs/core/http'

/** A person's own keys, by API. Takes sign-ins only: no stolen token adds a key to sign with. */
@inject()
export default class AuthorKeysApiController {
  constructor(private readonly change: ChangeAuthorKeys) {}

  async index(ctx: HttpContext) {
    return sendWire(ctx, { keys: (await listOwnKeys(db, ctx.user!.id)).map(toKeyJson) })
  }

  challenge(ctx: HttpContext) {
    const { challenge, expiresAt } = newChallenge(ctx.user!.id)
    return sendWire(ctx, { challenge, expires_at: expiresAt.toISOString() })
  }

  async store(ctx: HttpContext) {
    if (!ctx.access.can('registry.publish')) throw new Forbidden()
    const key = await keyValidator.validate(snakeKeys(ctx.request.body()))
    ctx.response.status(201)
    return sendWire(ctx, { id: await this.change.add({ actor: ctx.actor, key }) })
  }

  async rotate(ctx: HttpContext) {
    if (!ctx.access.can('registry.publish')) throw new Forbidden()
    const key = await keyValidator.validate(snakeKeys(ctx.request.body()))
    ctx.response.status(201)
    return sendWire(ctx, { id: await this.change.rotate({ actor: ctx.actor, keyId: ctx.params.id as string, key }) })
  }

  async revoke(ctx: HttpContext) {
    const { reason } = await revocationValidator.validate(snakeKeys(ctx.request.body()))
    await this.change.revoke({ actor: ctx.actor, keyId: ctx.params.id as string, reason })
    return ctx.response.noContent()
  }
}
