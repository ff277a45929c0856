import { randomInt } from 'node:crypto'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/actor'
import { ApproveVersion } from '#registry/actions/approve_version'
import { PublishVersion } from '#registry/actions/publish_version'
import { PluginHost } from '#runtime/host/plugin_host'
import { ScannerUnavailable } from '#registry/publishing/judge_artifact'
import { actorOf, pluginManifest, pluginName } from '#tests/support/plugin_uploads'
import { createUser } from '#tests/support/users'
import type User from '#identity/models/user'
import type { Release } from '#registry/publishing/release'

type Upload = {
  user?: User
  name?: string
  version?: string
  /** What `discount@1` does: the body of an async function; `rialto:host` offers what `imports` names. */
  body?: string
  imports?: string[]
  capabilities?: string[]
  hosts?: string[]
  says?: Partial<Release>
  /** Lines before it. */
  head?: string
}

const FINE = 'return { discounts: [] }'

/** Publishes a plugin in JavaScript whose bytes no other has. */
export async function publishScript({
  body = FINE,
  imports = [],
  capabilities = [],
  hosts = [],
  says = {},
  head = '',
  ...given
}: Upload = {}) {
  const { user = (await createUser({ platform: ['user'] })).user, name = pluginName('scanned'), version = '1.0.0' } = given
  const from = imports.length ? `import { ${imports.join(', ')} } from 'rialto:host'\n` : ''
  const source = `${from}${head}\n// ${randomInt(1e12)}\nexport const discount_v1 = async (input) => { ${body} }\n`
  const manifest = {
    ...{ ...pluginManifest({ name, version }), language: 'javascript', entry: 'plugin.js', capabilities },
    allowed_hosts: hosts,
  }
  const release: Release = {
    ...{ name, version, category: manifest.category, license: manifest.license, description: manifest.description.en, tags: [] },
    ...{ dependencies: {}, checksum: null, size: null, repository: null, homepage: null, minPlatformVersion: null },
    ...says,
  }
  const publish = await app.container.make(PublishVersion)
  const artifact = new TextEncoder().encode(source)
  const host = await app.container.make(PluginHost)
  await host.whenReady()
  const published = await patiently(() => publish.handle({ actor: actorOf(user), method: 'api', release, artifact, manifest }))
  return { user, name, source, ...published }
}

/** The engine of scripts is made when the first one comes: on a slow machine that one is told to come again. */
async function patiently<Result>(work: () => Promise<Result>, times = 3): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ScannerUnavailable) || times === 1) throw error
    return patiently(work, times - 1)
  }
}

export async function approve(versionId: string) {
  const action = await app.container.make(ApproveVersion)
  await action.handle({ actor: systemActor('test'), versionId, reasonCode: 'meets_rules', publicReason: 'Fine' })
}

export type Kept = { code: string; severity: string; params: Record<string, unknown> }

/** What the last scan of a version keeps. */
export async function scanOf(versionId: string) {
  const scan = await db.from('scans').where('version_id', versionId).orderBy('at', 'desc').firstOrFail()
  const rows = await db.from('scan_findings').where('scan_id', scan.id).select('severity', 'evidence')
  const findings = rows.map(({ severity, evidence }): Kept => ({ severity, code: evidence.code, params: evidence.params }))
  return { ...scan, findings, codes: findings.map(({ code }) => code).sort() } as Record<string, never> & {
    findings: Kept[]
    codes: string[]
  }
}
