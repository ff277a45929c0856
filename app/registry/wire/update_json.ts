import type { Installation } from '#runtime/installations/installation'
import type { UpdateOffer } from '#registry/pages/update_offer'

/** `available: false` when the installation runs the newest version of its channel. */
export const toUpdateJson = (installation: Installation, offer: UpdateOffer | null) => ({
  available: offer !== null,
  current_version: installation.version,
  version: offer?.release.version ?? null,
  consent: { added: offer?.asks.added ?? [], removed: offer?.asks.removed ?? [], kept: offer?.asks.kept ?? [] },
  hooks: offer?.hooks ?? { added: [], removed: [] },
  missing_settings: offer?.settings ?? [],
  missing_secrets: offer?.secrets ?? [],
})
