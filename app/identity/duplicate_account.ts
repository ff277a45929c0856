import { AccountNotCreated, UsernameTaken } from '#identity/exceptions'

const UNIQUE_VIOLATION = '23505'

/** A public name may be said to be taken; an email address may not be confirmed more than a refusal does anyway. */
export function refusalOfDuplicate(error: unknown): unknown {
  const { code, constraint } = (error ?? {}) as { code?: string; constraint?: string }
  if (code !== UNIQUE_VIOLATION) return error
  return constraint?.includes('username') ? new UsernameTaken() : new AccountNotCreated()
}
