import { registryRequestsPerAddress, registryRequestsPerUser } from '#registry/settings'
import type { ApiSurface } from '#core/limits/api_surface'

/** What strangers and their programs may ask of the registry; the rest of the API has wider limits. */
export const registrySurface: ApiSurface = {
  name: 'registry',
  segments: [
    ...['plugins', 'publishers', 'advisories', 'bundles', 'favourites', 'follows', 'log', 'plugin-invitations', 'plugin-transfers'],
    ...['publisher-invitations', 'reports', 'resolve', 'reviews', 'stats', 'tokens', 'trusted-publishing', 'webhooks'],
  ],
  perAddress: registryRequestsPerAddress,
  perUser: registryRequestsPerUser,
}
