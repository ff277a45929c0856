/** What publishers may be told of, and by which event of ours. Names are a contract: they are only ever added to. */
export const WEBHOOK_EVENTS = {
  'version.published': 'registry.version_published.v1',
  'version.rejected': 'registry.version_rejected.v1',
  'version.yanked': 'registry.version_yanked.v1',
  'version.staged': 'registry.version_staged.v1',
  'review.received': 'registry.review_published.v1',
  'complaint.decided': 'registry.report_decided.v1',
  'advisory.published': 'registry.advisory_published.v1',
  'token.created': 'registry.token_created.v1',
} as const

export type WebhookEvent = keyof typeof WEBHOOK_EVENTS

export const WEBHOOK_EVENT_NAMES = Object.keys(WEBHOOK_EVENTS) as WebhookEvent[]

const BY_SOURCE = new Map(Object.entries(WEBHOOK_EVENTS).map(([name, source]) => [source as string, name as WebhookEvent]))

export const webhookEventOf = (source: string): WebhookEvent | undefined => BY_SOURCE.get(source)

export const WEBHOOK_SOURCES = Object.values(WEBHOOK_EVENTS)
