import type { TokenGrant } from '#core/http/bearer_scheme'

/** Who acts, in whose tenant and from where. Every action takes one; audit rows and events carry it. */
export type Actor = {
  kind: 'user' | 'system' | 'plugin'
  /** The user's id; null for the system and for guests. */
  userId: string | null
  /** The tenant the act happens in; from the session or token, never from a body. */
  tenantId: string | null
  tokenId: string | null
  ip: string | null
  requestId: string | null
  /** Shown in the audit log where there is no user: a job's or command's name, a plugin's id. */
  label: string | null
  /** When all sign-ins of the person were ended last, as it was when the request began, in milliseconds; absent where nobody signed in. */
  endedAt?: number | null
  /** What the program's token that was used is worth; absent where people sign in. */
  grant?: TokenGrant
}

/** The actor of jobs and Ace commands. */
export const systemActor = (label: string, tenantId: string | null = null): Actor => ({
  kind: 'system',
  userId: null,
  tenantId,
  tokenId: null,
  ip: null,
  requestId: null,
  label,
})
