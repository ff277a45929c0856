import { inject } from '@adonisjs/core'
import { sendCacheable } from '#core/http/cacheable'
import { SigningKeys } from '#identity/signing_keys/signing_keys'
import { JWKS_MAX_AGE_SECONDS } from '#identity/signing_keys/signing_key'
import type { HttpContext } from '@adonisjs/core/http'

/** Our public keys (RFC 7517), for who verifies access tokens without asking us. */
@inject()
export default class JwksController {
  constructor(private readonly keys: SigningKeys) {}

  async show(ctx: HttpContext) {
    return sendCacheable(ctx, { keys: await this.keys.published() }, `public, max-age=${JWKS_MAX_AGE_SECONDS}`)
  }
}
