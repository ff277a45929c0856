import { getJson } from './support/client.js'
import { latency, pick, rate } from './support/figures.js'
import { load } from './support/load.js'
import { plantPlugins } from './support/plant_plugins.js'
import type { Figure } from './support/report.js'

type List = { data: { name: string; category: string; tags: string[] }[] }

const SEARCHES = [
  { query: 'shipper' },
  { query: 'label kit', sort: 'downloads' },
  { query: 'shiper' },
  { query: 'stockline', category: 'discount' },
  { category: 'payment', sort: 'rating' },
  { tags: ['tag3'] },
  { capabilities: ['http', 'kv'], sort: 'recent' },
  { verified: true, sort: 'new' },
  { query: 'shop', sort: 'name' },
  { platform: '1.2.0', sort: 'trending' },
  { query: 'every size' },
  {},
]

/** Searching with facets, and reading what was found: against a running installation with planted plugins. */
export async function measureRegistrySearch(
  url: string,
  { plugins, versions, goal }: { plugins: number; versions: number; goal: number }
): Promise<Figure[]> {
  await plantPlugins(plugins, versions)
  const { data } = await getJson<List>(`${url}/api/v1/plugins?limit=100`)
  const names = data.map(({ name }) => name)
  const search = await load({ url, connections: 2, next: () => ({ path: `/api/v1/plugins?${listQuery(pick(SEARCHES))}` }) })
  const show = await load({ url, next: () => ({ path: `/api/v1/plugins/${pick(names)}` }) })
  const tags = await readTags(url, names)
  const known = await load({ url, next: () => knownRequest(pick(tags)) })
  return [
    latency(`searching ${plugins.toLocaleString('en')} plugins with facets, two at a time`, search, goal),
    rate('a plugin of six versions by name', show, 3_000),
    rate('the same, answered 304', known, 4_000),
  ]
}

function listQuery({
  query,
  tags,
  capabilities,
  ...rest
}: (typeof SEARCHES)[number] & { query?: string; tags?: string[]; capabilities?: string[] }) {
  const fields = {
    ...rest,
    ...(query ? { q: query } : {}),
    ...(tags ? { tag: tags.join() } : {}),
    ...(capabilities ? { capability: capabilities.join() } : {}),
  }
  return new URLSearchParams({
    ...Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, String(value)])),
    facets: 'true',
  }).toString()
}

const readTags = (url: string, names: string[]) =>
  Promise.all(
    names.slice(0, 20).map(async (name) => {
      const path = `/api/v1/plugins/${name}`
      const answer = await fetch(url + path)
      return { path, etag: answer.headers.get('etag') ?? '' }
    })
  )

const knownRequest = ({ path, etag }: { path: string; etag: string }) => ({ path, headers: { 'if-none-match': etag } })
