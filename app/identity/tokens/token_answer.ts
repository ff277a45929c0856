import { string } from '#core/http/openapi/words'
import { ACCESS_TOKEN_SECONDS } from '#identity/tokens/access_claims'
import type { IssuedTokens } from '#identity/tokens/issue_tokens'

/** One answer for every client: `token` for older ones of the registry, `access_token` and its kin for the rest. */
export const tokenAnswer = ({ user, ...tokens }: IssuedTokens) => ({
  token: tokens.accessToken,
  access_token: tokens.accessToken,
  refresh_token: tokens.refreshToken,
  token_type: 'Bearer',
  expires_in: ACCESS_TOKEN_SECONDS,
  access_token_expires_at: tokens.accessTokenExpiresAt,
  refresh_token_expires_at: tokens.refreshTokenExpiresAt,
  user_id: user.id,
  username: user.username,
})

const unixSeconds = { type: 'integer', description: 'Seconds since 1970-01-01 UTC' }

export const TOKEN_SCHEMA = {
  type: 'object',
  required: ['token', 'access_token', 'refresh_token', 'token_type', 'expires_in', 'user_id', 'username'],
  properties: {
    token: { ...string, description: 'The access token, under the name older clients read' },
    access_token: string,
    refresh_token: { ...string, description: 'Good for one refresh within 30 days' },
    token_type: { const: 'Bearer' },
    expires_in: { type: 'integer', description: 'Seconds the access token is good for' },
    access_token_expires_at: unixSeconds,
    refresh_token_expires_at: unixSeconds,
    user_id: { type: 'string', format: 'uuid' },
    username: string,
  },
}
