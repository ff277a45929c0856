/** Session key of the tenant the user works in; one they are no member of is ignored. */
export const TENANT_SESSION_KEY = 'tenant_id'

/** Session key of the last proof of who one is, in milliseconds; 0 where a remembered device signed in by itself. */
export const PROVED_AT_KEY = 'proved_at'

/** Session key of the sign-in's time, in milliseconds. */
export const SIGNED_IN_AT_KEY = 'signed_in_at'
