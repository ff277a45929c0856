import { createHash } from 'node:crypto'
import { getJson } from '../support/client.js'
import { largeModule, publishBody, smallModule, type PublishRequest } from './module_bytes.js'
import { plantOwnPlugin } from './own_plugin.js'
import type { Figure } from '../support/report.js'
import type { PlantedInstallation } from './planted_installation.js'

type Publisher = PlantedInstallation & { token: string }
export type Published = { name: string; version: string }

const PUBLISHES = 30
const AT_ONCE = 200
const PATIENCE_MS = 30_000

/**
 * Thirty modules as large as they may be, one after the other; after each the search is asked until it knows a new word
 * of it. What went live is added to `published`.
 */
export async function measurePublishing(publisher: Publisher, published: Published[]): Promise<Figure[]> {
  const name = await plantOwnPlugin(publisher.database, 'bench-large')
  const times = { publish: [] as number[], seen: [] as number[] }
  for (let at = 0; at < PUBLISHES; at++) {
    const word = uniqueWord()
    const release = { name, version: `1.${at}.0`, bytes: largeModule(at + (Date.now() % 1e6)), description: `Knows ${word}` }
    const started = performance.now()
    await publishLive(publisher, release)
    times.publish.push(performance.now() - started)
    times.seen.push(await timeUntil(() => isFound(publisher.url, word)))
    published.push(release)
  }
  return [
    figure('publishing a module of 1 MB, judged and live', times.publish, 1_500),
    figure('from the answer until the search finds it', times.seen, 1_000),
  ]
}

/** Whoever comes second to a number is told so and leaves nothing behind; whoever comes with another number is taken in. */
export async function measureRaces(publisher: Publisher): Promise<Figure[]> {
  return [await raceForOneVersion(publisher), await publishManyVersions(publisher)]
}

async function raceForOneVersion(publisher: Publisher): Promise<Figure> {
  const name = await plantOwnPlugin(publisher.database, 'bench-race')
  const modules = Array.from({ length: AT_ONCE }, (_, at) => smallModule((Date.now() % 1e9) + at))
  const started = performance.now()
  const statuses = await Promise.all(modules.map((bytes) => publishStatus(publisher, { name, version: '1.0.0', bytes })))
  const took = performance.now() - started
  const orphans = await countOrphans(publisher, modules)
  const [wins, refusals] = [200, 409].map((status) => statuses.filter((found) => found === status).length) as [number, number]
  return {
    name: `${AT_ONCE} publishes of one version at once: answers and blobs that should not be`,
    value: Math.abs(wins - 1) + Math.abs(refusals - (AT_ONCE - 1)) + orphans,
    ...{ unit: 'of them', goal: 0, better: 'less' },
    note: `${wins} × 200, ${refusals} × 409, ${AT_ONCE - wins - refusals} others, ${orphans} blobs of nobody, ${seconds(took)}`,
  }
}

async function publishManyVersions(publisher: Publisher): Promise<Figure> {
  const name = await plantOwnPlugin(publisher.database, 'bench-many')
  const releases = Array.from({ length: AT_ONCE }, (_, at) => ({ name, version: `1.0.${at}`, bytes: smallModule((Date.now() % 1e9) + at) }))
  const started = performance.now()
  const statuses = await Promise.all(releases.map((release) => publishStatus(publisher, release)))
  const took = performance.now() - started
  const { versions } = await getJson<{ versions: { version: string }[] }>(`${publisher.url}/api/v1/plugins/${name}`)
  const present = new Set(versions.map(({ version }) => version))
  return {
    name: `${AT_ONCE} versions of one plugin at once: missing`,
    value: releases.filter(({ version }) => !present.has(version)).length,
    ...{ unit: 'of them', goal: 0, better: 'less' },
    note: `${statuses.filter((status) => status === 200).length} × 200, ${seconds(took)}`,
  }
}

/** Throws where it did not go live. */
export async function publishLive(publisher: Publisher, release: PublishRequest): Promise<void> {
  const answer = await send(publisher, release)
  const body = await answer.text()
  if (!answer.ok || !body.includes('"status":"published"')) throw new Error(`Publishing answered ${answer.status}: ${body.slice(0, 500)}`)
}

async function publishStatus(publisher: Publisher, release: PublishRequest): Promise<number> {
  const answer = await send(publisher, release)
  await answer.arrayBuffer()
  return answer.status
}

const send = ({ url, token }: Publisher, release: PublishRequest) =>
  fetch(`${url}/api/v1/plugins/publish`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'authorization': `Bearer ${token}` },
    body: publishBody(release),
  })

async function countOrphans({ database }: Publisher, modules: Uint8Array[]): Promise<number> {
  const digests = modules.map((bytes) => createHash('sha256').update(bytes).digest('hex'))
  const { rows } = await database.query<{ orphans: number }>(
    `select count(*)::int as orphans from blobs b
      where b.digest = any($1) and not exists (select 1 from plugin_versions v where v.artifact_digest = b.digest)`,
    [digests]
  )
  return rows[0]!.orphans
}

const isFound = async (url: string, word: string) =>
  (await getJson<{ meta: { total: number; corrected_to: string | null } }>(`${url}/api/v1/plugins?q=${word}`)).meta.total > 0

/** Milliseconds until it is so. */
export async function timeUntil(isSo: () => Promise<boolean>): Promise<number> {
  const started = performance.now()
  while (!(await isSo())) {
    if (performance.now() - started > PATIENCE_MS) throw new Error('It never became so')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return performance.now() - started
}

const uniqueWord = () => Array.from({ length: 16 }, () => 'bcdfghjklmnpqrstvwxz'[Math.floor(Math.random() * 20)]).join('')

export function figure(name: string, times: number[], goal: number): Figure {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)]!)
  return {
    name,
    value: at(0.95),
    unit: 'ms (p95)',
    goal,
    better: 'less',
    note: `${sorted.length} times, p50 ${at(0.5)} ms, longest ${at(1)} ms`,
  }
}

const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`
