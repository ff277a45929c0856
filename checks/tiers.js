/** The domains, lowest tier first: imports go down only, within a tier there are none. DESIGN: docs/ARCHITECTURE.md. */
export const TIERS = [
  ['core'],
  ['identity'],
  ['tenancy'],
  ['runtime', 'ledger'],
  ['registry', 'catalog'],
  ['marketing', 'payments'],
  ['orders'],
  ['delivery', 'settlement', 'gateway'],
  ['support', 'moderation', 'sync'],
  ['search', 'analytics', 'notifications'],
]

/** Folders of a domain that no other domain may import: its insides. */
export const PRIVATE_FOLDERS = ['controllers', 'validators', 'listeners', 'jobs', 'tables']
