import app from '@adonisjs/core/services/app'
import { systemActor } from '#core/actor'
import { OutboundHttp } from '#core/outbound/outbound_http'
import { Settings } from '#core/settings/settings'
import { SetPluginSecret } from '#runtime/actions/set_plugin_secret'
import { HostCallDesk } from '#runtime/host_calls/host_call_desk'
import { HttpFetch } from '#runtime/host_calls/http/http_fetch'
import { PluginSecrets } from '#runtime/host_calls/secrets/plugin_secrets'
import { createTenant } from '#tests/support/users'
import { asker, createInstallation } from '#tests/support/host_calls'
import type { AllowedTarget } from '#core/outbound/address_policy'
import type { HostFunction } from '#runtime/host_calls/host_call_context'

export interface HttpAnswer {
  status: number
  headers: Record<string, string>
  body?: string
  body_base64?: string
  url: string
}

interface Outside {
  hosts?: string[]
  granted?: string[]
  settings?: Record<string, unknown>
  /** What the operator opened. */
  allow?: AllowedTarget[]
  resolve?: ConstructorParameters<typeof OutboundHttp>[1]
  secrets?: Record<string, string>
  wallMs?: number
}

/** An installation that may call out, with a way out of its own. */
export async function httpPlugin({ hosts = ['127.0.0.1'], granted, settings, allow = [], resolve, secrets = {}, wallMs }: Outside = {}) {
  const { id: tenantId } = await createTenant()
  const names = Object.fromEntries(['unset_one', ...Object.keys(secrets)].map((name) => [name, {}]))
  const manifest = { capabilities: ['http'], allowed_hosts: hosts, secrets: names }
  const installation = await createInstallation({ tenantId, manifest, granted, settings })
  const set = await app.container.make(SetPluginSecret)
  for (const [name, value] of Object.entries(secrets)) {
    await set.handle({ actor: systemActor('test'), installation, name, value })
  }
  const outbound = new OutboundHttp(allow, resolve)
  const fetcher = new HttpFetch(outbound, await app.container.make(PluginSecrets), await app.container.make(Settings))
  const desk = new HostCallDesk([fetcher as HostFunction])
  return { installation, ...(await asker(installation, { desk, wallMs })) }
}

export const local = (port: number): AllowedTarget => ({ host: '127.0.0.1', port })
