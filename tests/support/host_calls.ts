import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { sqlRun } from '#core/database/sql'
import { HostCallRefused } from '#runtime/host/call_types'
import { openHostCalls } from '#runtime/host_calls/host_call_context'
import { HostCallDesk } from '#runtime/host_calls/host_call_desk'
import { findInstallation, type Installation } from '#runtime/installations/installation'
import { asksOf } from '#runtime/manifest/plugin_manifest'
import type { ReleaseManifest } from '#runtime/installations/release'

export interface InstallationSpec {
  tenantId: string | null
  manifest?: Partial<ReleaseManifest>
  /** What was agreed to; all the manifest asks for unless said otherwise. */
  granted?: string[]
  settings?: Record<string, unknown>
  name?: string
}

/** An installation for tests of what plugins may ask for: its module need not exist. */
export async function createInstallation({
  tenantId,
  manifest,
  granted,
  settings = {},
  name = 'asking-plugin',
}: InstallationSpec): Promise<Installation> {
  const whole: ReleaseManifest = { hooks: ['discount@1'], capabilities: [], ...manifest }
  const id = newId()
  await sqlRun(
    db,
    `insert into plugin_installations
       (id, tenant_id, plugin_id, version_id, plugin_name, version, digest, manifest, granted_capabilities, settings)
     values (?, ?, ?, ?, ?, '1.0.0', ?, ?::jsonb, ?::jsonb, ?::jsonb)`,
    [
      id,
      tenantId,
      newId(),
      newId(),
      name,
      'a'.repeat(64),
      ...[whole, granted ?? asksOf(whole), settings].map((part) => JSON.stringify(part)),
    ]
  )
  return findInstallation({ id, tenantId })
}

export interface Refusal {
  code: string
  message: string
}

/** Asks as the plugin host does for a plugin: JSON in, JSON out. One asker is one run. */
export async function asker(installation: Installation, { wallMs = 20_000, desk }: { wallMs?: number; desk?: HostCallDesk } = {}) {
  const answering = desk ?? (await app.container.make(HostCallDesk))
  const context = openHostCalls({ installation, hook: 'discount@1', wallMs })
  let sequence = 0
  const ask = async <Answer>(name: string, request: unknown): Promise<Answer> => {
    const payload = Buffer.from(typeof request === 'string' ? request : JSON.stringify(request))
    const bytes = await answering.answer({ name, payload, sequence: ++sequence }, context)
    return JSON.parse(Buffer.from(bytes).toString()) as Answer
  }
  const refusal = async (name: string, request: unknown): Promise<Refusal> => {
    const answer = await ask(name, request).catch((error: unknown) => error)
    if (answer instanceof HostCallRefused) return { code: answer.code, message: answer.message }
    throw answer instanceof Error ? answer : new Error(`${name} answered ${JSON.stringify(answer)}`)
  }
  return { ask, refusal, context, desk: answering }
}
