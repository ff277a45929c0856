import { PLATFORM_VERSION } from '#core/version'
import { scrub } from '#core/errors/scrub'
import type { ErrorPlace } from '#core/errors/error_reports'

export type SentryClient = { capture(error: unknown, place: ErrorPlace): void; close(patienceMs: number): Promise<void> }

/** More than this at once is one outage, not many errors. */
const MOST_WAITING = 30

/**
 * A client without any of the package's own observers: nothing is patched, and nothing but what is written here is sent. Loaded
 * only where a DSN is set: it is tens of megabytes.
 */
export async function createSentryClient(dsn: string): Promise<SentryClient> {
  const { NodeClient, Scope, defaultStackParser, makeNodeTransport } = await import('@sentry/node')
  const client = new NodeClient({
    dsn,
    release: `rialto@${PLATFORM_VERSION}`,
    integrations: [],
    sendClientReports: false,
    stackParser: defaultStackParser,
    transport: (options) => makeNodeTransport({ ...options, bufferSize: MOST_WAITING }),
    // The last step before an event leaves: whatever put a secret into it, it stays here.
    beforeSend: (event) => scrubEvent(event),
  })
  client.init()
  return {
    capture: (error, { requestId, method, route, job }) => {
      const scope = new Scope()
      scope.setTags({ request_id: requestId, method, route, job })
      client.captureException(error, { captureContext: undefined }, scope)
    },
    close: async (patienceMs) => void (await client.close(patienceMs)),
  }
}

/** What identifies an event is no secret, though it looks like one. */
function scrubEvent<Event extends object>(event: Event): Event {
  const { event_id: id, tags, sdk, ...rest } = event as Event & { event_id?: string; tags?: unknown; sdk?: unknown }
  const {
    user: _user,
    request: _request,
    breadcrumbs: _breadcrumbs,
    server_name: _name,
    extra: _extra,
    ...kept
  } = rest as Record<string, unknown>
  return { ...(scrub(kept) as Event), event_id: id, tags, sdk }
}
