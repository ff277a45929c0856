import { rate } from '../support/figures.js'
import { load } from '../support/load.js'
import { GATE_LIMITS } from '#runtime/gate/gate_limits'
import type { Figure } from '../support/report.js'
import type { Published } from './publishing.js'

const MEGABYTE = 1_000_000

/** Modules of 1 MB by their signed addresses, as the redirects name them. */
export async function measureDownloads(url: string, published: Published[]): Promise<Figure[]> {
  const addresses = await Promise.all(published.map((version) => signedAddress(url, version)))
  let at = 0
  const bytes = await load({ url, next: () => ({ path: addresses[at++ % addresses.length] }) })
  const redirects = await load({ url, next: () => ({ path: pathOf(published[at++ % published.length]!) }) })
  return [
    {
      ...rate('downloads of modules of 1 MB from disk', bytes, 300),
      value: Math.round((bytes.per_second * GATE_LIMITS.module_bytes) / MEGABYTE),
      unit: 'MB/s',
    },
    { ...rate('redirects to signed addresses, each counted', redirects, 0), goal: undefined },
  ]
}

const pathOf = ({ name, version }: Published) => `/api/v1/plugins/${name}/versions/${version}/download`

async function signedAddress(url: string, version: Published): Promise<string> {
  const answer = await fetch(url + pathOf(version), { redirect: 'manual' })
  const { pathname, search } = new URL(answer.headers.get('location') ?? '')
  return pathname + search
}
