import { endStrangersTokens } from '#identity/service_tokens/actions/end_strangers_tokens'
import { findServiceGrant } from '#identity/service_tokens/queries/find_service_grant'
import { hashServiceSecret, isServiceSecret, SERVICE_TOKEN_PREFIX } from '#identity/service_tokens/service_secret'
import { serviceTokenUses } from '#identity/service_tokens/service_token_uses'
import type { BearerScheme } from '#core/http/bearer_scheme'

/** Tokens of machines. */
export const serviceTokenScheme: BearerScheme = {
  prefix: SERVICE_TOKEN_PREFIX,
  async identify(token, { ip, operation }) {
    const found = isServiceSecret(token) ? await findServiceGrant(hashServiceSecret(token)) : null
    if (found) serviceTokenUses.note(found.grant.tokenId, operation, ip)
    return found
  },
  endAfterReset: endStrangersTokens,
}
