import { inject } from '@adonisjs/core'
import { NotFound } from '#core/http/exceptions'
import { problemOf } from '#core/http/problem'
import { HookCaller } from '#runtime/hooks/hook_caller'
import { HookFailed } from '#runtime/exceptions/hook_failed'
import { EndpointTraffic } from '#runtime/endpoints/endpoint_traffic'
import { FindEndpoint } from '#runtime/endpoints/find_endpoint'
import { MethodNotAllowed } from '#runtime/endpoints/exceptions'
import { endpointHook } from '#runtime/endpoints/endpoint_hook'
import { identifyMember } from '#runtime/endpoints/identify_member'
import { matchEndpoint, pathBelow } from '#runtime/endpoints/match_endpoint'
import { requestInput } from '#runtime/endpoints/request_input'
import { protect, sendAnswer } from '#runtime/endpoints/send_answer'
import type { HttpContext } from '@adonisjs/core/http'
import type { Installation } from '#runtime/installations/installation'
import type { PluginEndpoint } from '#runtime/manifest/plugin_manifest'

/** Requests to the addresses of plugins. */
@inject()
export default class EndpointsController {
  constructor(
    private readonly findEndpoint: FindEndpoint,
    private readonly traffic: EndpointTraffic,
    private readonly caller: HookCaller
  ) {}

  async handle(ctx: HttpContext) {
    protect(ctx.response)
    const { tenant, plugin } = ctx.params as { tenant: string; plugin: string }
    const path = pathBelow(ctx.request.url())
    if (path === null) throw new NotFound()
    const installation = await this.findEndpoint.handle({ tenant, plugin })
    const endpoint = endpointFor(ctx, installation, path)
    if (!endpoint) return ctx.response.status(204).send(null)
    await this.traffic.count(installation.id, ctx.request.ip())
    return this.#ask(ctx, { installation, endpoint, path })
  }

  async #ask(ctx: HttpContext, { installation, endpoint, path }: { installation: Installation; endpoint: PluginEndpoint; path: string }) {
    const member = endpoint.access === 'member' ? await identifyMember(ctx, installation.tenantId) : null
    const input = await requestInput(ctx, { installation, endpoint, path, member })
    try {
      const answer = await this.traffic.hold(installation.id, () =>
        member ? this.caller.ask(endpointHook, installation, input) : this.caller.askForStranger(endpointHook, installation, input)
      )
      return sendAnswer(ctx, answer!.output, { isPrivate: member !== null })
    } catch (error) {
      if (error instanceof HookFailed) return sendFailure(ctx, error.failure.outcome)
      throw error
    }
  }
}

/** Null for OPTIONS, which is answered without the plugin. */
function endpointFor({ request, response }: HttpContext, { manifest }: Installation, path: string): PluginEndpoint | null {
  const method = request.method() === 'HEAD' ? 'GET' : request.method()
  const match = matchEndpoint(manifest.endpoints ?? [], path, method)
  if (!match) throw new NotFound()
  if ('endpoint' in match) return match.endpoint
  response.header('Allow', match.allowed.join(', '))
  if (method !== 'OPTIONS') throw new MethodNotAllowed()
  return null
}

const FAILURES: Record<string, { status: number; code: string; message: string }> = {
  timeout: { status: 504, code: 'E_PLUGIN_TIMEOUT', message: 'The plugin did not answer in time' },
  overloaded: { status: 503, code: 'E_PLUGIN_OVERLOADED', message: 'Too many plugins are being called; try again' },
  host_crashed: { status: 503, code: 'E_PLUGIN_OVERLOADED', message: 'The plugin could not be called; try again' },
  quota_exceeded: { status: 503, code: 'E_PLUGIN_QUOTA', message: 'The quota of this plugin’s owner is used up' },
  input_too_large: { status: 413, code: 'E_REQUEST_ENTITY_TOO_LARGE', message: 'The request is larger than a plugin may be sent' },
}
const FAILED = { status: 502, code: 'E_PLUGIN_FAILED', message: 'The plugin failed' }

/** What went wrong inside is in the plugin's runs: its owner sees it there, the caller does not. */
function sendFailure(ctx: HttpContext, outcome: string) {
  const facts = FAILURES[outcome] ?? FAILED
  if (facts.status === 503) ctx.response.header('Retry-After', '5')
  return ctx.response.status(facts.status).header('Content-Type', 'application/problem+json').send(problemOf(ctx, facts))
}
