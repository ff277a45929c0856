import { endTokensOf } from '#registry/tokens/actions/end_tokens_of'
import { findGrantByHash } from '#registry/tokens/queries/find_grant'
import { hashTokenSecret, TOKEN_PREFIX } from '#registry/tokens/token_secret'
import { tokenUses } from '#registry/tokens/token_uses'
import type { BearerScheme } from '#core/http/bearer_scheme'

/** Tokens of programs that publish. */
export const apiTokenScheme: BearerScheme = {
  prefix: TOKEN_PREFIX,
  async identify(token, { ip }) {
    const found = await findGrantByHash(hashTokenSecret(token))
    if (found) tokenUses.note(found.grant.tokenId, ip)
    return found
  },
  endAfterReset: endTokensOf,
}
