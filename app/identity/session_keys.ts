/** Session key of the tenant the user works in; one they are no member of is ignored. */
export const TENANT_SESSION_KEY = 'tenant_id'
