import { ProviderRefused } from '#identity/providers/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import type { Provider } from '#identity/providers/provider'

/** What only the operator can mend, or may have to explain. */
const FOR_THE_LOG = new Set(['answer', 'setup', 'unreachable'])

/** The page that says what came in the way and how to get on. Anything but a refusal goes on to the error pages. */
export function showProblem(ctx: HttpContext, error: unknown, provider: Provider) {
  if (!(error instanceof ProviderRefused)) throw error
  const { problem } = error
  if (FOR_THE_LOG.has(problem)) {
    ctx.logger.warn(
      { provider: provider.slug, problem, reasons: reasonsOf(error), request_id: ctx.request.id() },
      'sign-in by a provider failed'
    )
  }
  ctx.response.status(error.status)
  return ctx.view.render('identity/public/provider_problem', { problem, provider, requestId: ctx.request.id() })
}

/** Messages and codes only: causes of libraries carry answers, and those carry tokens. */
function reasonsOf(error: unknown): string[] {
  if (!(error instanceof Error)) return []
  const { code } = error as { code?: unknown }
  return [typeof code === 'string' ? `${code}: ${error.message}` : error.message, ...reasonsOf(error.cause)]
}
