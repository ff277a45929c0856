/** The categories older registry clients know, and those of a marketplace. */
export const CATEGORIES = [
  'auth',
  'template',
  'response',
  'datasource',
  'middleware',
  'testing',
  'observability',
  'discount',
  'payment',
  'delivery',
  'moderation',
  'sync',
  'notification',
  'other',
] as const

export type Category = (typeof CATEGORIES)[number]
