import { sqlRun, type SqlClient } from '#core/database/sql'

/** Requests a browser sends at once, which all sign in by themselves, do not end each other. */
const AT_ONCE_SECONDS = 30

export type SameBrowser = { userId: string; browserHash: string; methods: string[] }

/**
 * Ends what the person was signed in with in this browser before: its session cookie is lost or about to be replaced, so nobody
 * could sign it out any more. Answers how many.
 */
export const endSameBrowser = (client: SqlClient, { userId, browserHash, methods }: SameBrowser): Promise<number> =>
  sqlRun(
    client,
    `update refresh_families set revoked_at = now(), revoked_reason = 'signed in again'
     where user_id = ? and browser_hash = ? and revoked_at is null and created_at < now() - make_interval(secs => ?)`,
    [userId, browserHash, methods.includes('remembered') ? AT_ONCE_SECONDS : 0]
  )
