/** What the registry tells of itself and what is written in it: here answers say how far they have come. */
export const WRITTEN_PATHS = new RegExp(
  `^/api/v1/(admin/)?(${[
    ...['plugins', 'reviews', 'advisories', 'digests', 'publishers', 'resolve', 'stats', 'log', 'reports', 'stages', 'tokens'],
    ...['plugin-invitations', 'plugin-transfers', 'publisher-invitations', 'trusted-publishing', 'webhooks'],
    'users/me/(public-keys|publishers)',
  ].join('|')})(/|$)`
)
