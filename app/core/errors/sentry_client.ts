import { PLATFORM_VERSION } from '#core/version'
import { blankTexts, scrub } from '#core/errors/scrub'
import type { ErrorPlace } from '#core/errors/error_reports'

export type SentryClient = { capture(error: unknown, place: ErrorPlace): void; close(patienceMs: number): Promise<void> }

/** More than this at once is one outage, not many errors. */
const MOST_WAITING = 30
const PATIENCE_MS = 10_000

/**
 * A client of the package's core, without its observers: nothing is patched, and nothing but what is written here is sent. Loaded
 * only where a DSN is set.
 */
export async function createSentryClient(dsn: string): Promise<SentryClient> {
  const [{ ServerRuntimeClient, nodeStackLineParser }, { Scope, createStackParser, createTransport }] = await Promise.all([
    import('@sentry/core/server'),
    import('@sentry/core'),
  ])
  const client = new ServerRuntimeClient({
    dsn,
    release: `rialto@${PLATFORM_VERSION}`,
    integrations: [],
    sendClientReports: false,
    stackParser: createStackParser(nodeStackLineParser()),
    platform: 'node',
    transport: (options) => createTransport({ ...options, bufferSize: MOST_WAITING }, sendTo(options)),
    // The last step before an event leaves: whatever put a secret into it, it stays here.
    beforeSend: (event) => scrubEvent(event),
  })
  client.init()
  return {
    capture: (error, { requestId, method, route, job, queue, attempt, hide }) => {
      const scope = new Scope()
      scope.setTags({ request_id: requestId, method, route, job, queue, attempt })
      if (hide !== undefined) scope.addEventProcessor((event) => ({ ...event, exception: blankTexts(event.exception, hide) }))
      client.captureException(error, { captureContext: undefined }, scope)
    },
    close: async (patienceMs) => void (await client.close(patienceMs)),
  }
}

/** Its limits and its patience are told in headers, which the package reads. */
const sendTo =
  ({ url, headers }: { url: string; headers?: Record<string, string> }) =>
  async ({ body }: { body: string | Uint8Array }) => {
    const answer = await fetch(url, { method: 'POST', headers, body: Buffer.from(body), signal: AbortSignal.timeout(PATIENCE_MS) })
    await answer.arrayBuffer()
    const limits = { 'x-sentry-rate-limits': answer.headers.get('x-sentry-rate-limits'), 'retry-after': answer.headers.get('retry-after') }
    return { statusCode: answer.status, headers: limits }
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
