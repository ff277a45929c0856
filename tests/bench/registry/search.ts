import { latency, pick } from '../support/figures.js'
import { load } from '../support/load.js'
import type { Figure } from '../support/report.js'

const STEMS = ['ship', 'label', 'invoice', 'price', 'stock', 'order', 'mail', 'chat', 'tax', 'image', 'audit', 'report', 'gift', 'review']
const ENDS = ['er', 'ing', 'able', 'hub', 'kit', 'flow', 'desk', 'port', 'gate', 'line', 'craft', 'works', 'forge']
const CATEGORIES = ['discount', 'delivery', 'payment', 'sync', 'notification', 'other']
const SORTS = ['downloads', 'rating', 'recent', 'new', 'name', 'trending']

const word = () => pick(STEMS) + pick(ENDS)
/** A letter of the middle is missing. */
const mistyped = () => word().replace(/^(...)./, '$1')

/** Every way of asking that the page offers, in equal parts; what is asked for differs each time. */
const QUESTIONS: (() => Record<string, string>)[] = [
  () => ({ q: word() }),
  () => ({ q: word(), sort: pick(SORTS) }),
  () => ({ q: `${word()} ${word()}` }),
  () => ({ q: word(), category: pick(CATEGORIES) }),
  () => ({ q: pick(STEMS) }),
  () => ({ q: 'every size' }),
  () => ({ q: mistyped() }),
  () => ({ category: pick(CATEGORIES), sort: pick(SORTS) }),
  () => ({ tag: `tag${Math.floor(Math.random() * 40)}` }),
  () => ({ capability: 'http,kv', sort: pick(SORTS) }),
  () => ({ verified: 'true', sort: pick(SORTS) }),
  () => ({ platform: '1.2.0', sort: pick(SORTS) }),
  () => ({}),
]

/** Words that nobody wrote so: the slowest way there is. */
const MISTYPED = [() => ({ q: `${mistyped()} ${mistyped()}` }), () => ({ q: `${pick(STEMS)} ${pick(ENDS)}x` })]

/** Searching with facets, two at a time: what one visitor waits for while another one searches. */
export async function measureSearch(url: string, { plugins, goal }: { plugins: number; goal: number }): Promise<Figure[]> {
  const ask = (questions: typeof QUESTIONS) =>
    load({
      url,
      connections: 2,
      next: () => ({ path: `/api/v1/plugins?${new URLSearchParams({ ...pick(questions)(), facets: 'true' })}` }),
    })
  const among = `among ${plugins.toLocaleString('en')} plugins`
  return [
    latency(`searching with facets ${among}, two at a time`, await ask(QUESTIONS), goal),
    latency(`two mistyped words ${among}`, await ask(MISTYPED), goal),
  ]
}
