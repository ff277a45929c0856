import { apiLogin, getJson } from '../support/client.js'
import { smallModule } from './module_bytes.js'
import { plantOwnPlugin } from './own_plugin.js'
import { figure, publishLive, timeUntil } from './publishing.js'
import type { Figure } from '../support/report.js'
import type { PlantedInstallation } from './planted_installation.js'

type Staff = PlantedInstallation & { token: string }
type Address = { url: string; body?: string }

const TAKEDOWNS = 10
const KILLS = 5
const VERSION = '1.0.0'
const MODERATOR = 'moderator@rialto.demo'
const ADMIN = 'admin@rialto.demo'
const OWNER = 'owner@northern.demo'

/** From the moderator's click until every address that spoke of the plugin is silent, addresses signed before included. */
export async function measureTakedowns(publisher: Staff): Promise<Figure[]> {
  const moderator = await apiLogin(publisher.url, MODERATOR)
  const times: number[] = []
  let watched = 0
  for (let at = 0; at < TAKEDOWNS; at++) {
    const name = await plantOwnPlugin(publisher.database, 'bench-gone')
    await publishLive(publisher, { name, version: VERSION, bytes: smallModule(Date.now() % 1e9) })
    const addresses = await speakingAddresses(publisher.url, name)
    watched = addresses.length
    const started = performance.now()
    await act(`${publisher.url}/api/v1/admin/plugins/${name}/takedown`, moderator)
    await timeUntil(async () => !(await Promise.all(addresses.map((address) => speaks(address, name)))).includes(true))
    times.push(performance.now() - started)
  }
  const hidden = figure('takedown: from the request until no address speaks of the plugin', times, 1_000)
  return [{ ...hidden, note: `${hidden.note}, ${watched} addresses` }]
}

/** What the API's own description and the pages offer, asked once: only who speaks now can fall silent. */
async function speakingAddresses(url: string, name: string): Promise<Address[]> {
  const { paths } = await getJson<{ paths: Record<string, Record<string, unknown>> }>(`${url}/openapi.json`)
  const described = Object.entries(paths)
    .filter(([path, methods]) => path.includes('/plugins/{name}') && 'get' in methods && !path.includes('/admin/'))
    .map(([path]) => path.replace('{name}', name).replace('{version}', VERSION))
    .filter((path) => !path.includes('{'))
  const download = await fetch(`${url}/api/v1/plugins/${name}/versions/${VERSION}/download`, { redirect: 'manual' })
  const addresses: Address[] = [
    ...described.map((path) => ({ url: url + (path.startsWith('/api/') ? path : `/api/v1${path}`) })),
    ...['', '/reviews', '/statistics'].map((rest) => ({ url: `${url}/plugins/${name}${rest}` })),
    { url: download.headers.get('location') ?? '' },
    { url: `${url}/api/v1/plugins?q=${name}` },
    { url: `${url}/plugins?q=${name}` },
    { url: `${url}/api/v1/plugins/search`, body: JSON.stringify({ query: name }) },
    { url: `${url}/api/v1/resolve`, body: JSON.stringify({ requires: { [name]: '*' } }) },
  ]
  const isSpeaking = await Promise.all(addresses.map((address) => speaks(address, name)))
  return addresses.filter((_, at) => isSpeaking[at])
}

/** A list that found nothing repeats the question, so its answer counts only where it names a result. */
async function speaks({ url, body }: Address, name: string): Promise<boolean> {
  const answer = await fetch(url, {
    redirect: 'manual',
    ...(body ? { method: 'POST', headers: { 'content-type': 'application/json' }, body } : {}),
  })
  const text = await answer.text()
  if (answer.status >= 400) return false
  if (url.includes('/plugins?q=') || url.endsWith('/search')) {
    return text.includes(`"name":"${name}"`) || text.includes(`href="/plugins/${name}"`)
  }
  return true
}

/** Bytes that discount a basket are blocked: how long is the discount given? */
export async function measureKillSwitch({ url }: PlantedInstallation): Promise<Figure[]> {
  const [admin, owner] = await Promise.all([apiLogin(url, ADMIN), apiLogin(url, OWNER)])
  const installation = await findInstallation(url, owner)
  const isDiscounted = await quoteOf(url, owner)
  const times: number[] = []
  for (let at = 0; at < KILLS; at++) {
    await timeUntil(isDiscounted)
    const started = performance.now()
    await act(`${url}/api/v1/admin/digests/${installation.digest}/block`, admin)
    await timeUntil(async () => !(await isDiscounted()))
    times.push(performance.now() - started)
    await timeUntil(async () => (await findInstallation(url, owner)).status === 'disabled')
    await act(`${url}/api/v1/admin/digests/${installation.digest}/allow`, admin)
    await act(`${url}/api/v1/installations/${installation.id}/enable`, owner)
  }
  return [{ ...figure('kill switch: until a running installation stops', times, 5_000) }]
}

type Installation = { id: string; plugin: string; version: string; status: string }

async function findInstallation(url: string, token: string): Promise<Installation & { digest: string }> {
  const { data } = await getJson<{ data: Installation[] }>(`${url}/api/v1/installations`, { authorization: `Bearer ${token}` })
  const found = data.find(({ plugin }) => plugin === 'basket-discount')
  if (!found) throw new Error('The demo has no discount plugin')
  const { checksum } = await getJson<{ checksum: string }>(`${url}/api/v1/plugins/${found.plugin}/versions/${found.version}`).catch(() => ({
    checksum: '',
  }))
  return { ...found, digest: checksum }
}

type Detail = { data: { variants: { offers: { id: string; available: number }[] }[] } }

/** Whether a basket of different goods is discounted now. */
async function quoteOf(url: string, token: string): Promise<() => Promise<boolean>> {
  const { data } = await getJson<{ data: { id: string }[] }>(`${url}/api/v1/products?seller=northern-light&limit=30`)
  const details = await Promise.all(data.map(({ id }) => getJson<Detail>(`${url}/api/v1/products/${id}`)))
  const offers = details.flatMap(({ data: { variants } }) => variants[0]?.offers.filter(({ available }) => available > 1).slice(0, 1) ?? [])
  const body = JSON.stringify({ items: offers.slice(0, 5).map(({ id }) => ({ offer_id: id, quantity: 1 })) })
  return async () => {
    const answer = await fetch(`${url}/api/v1/checkout/quote`, { method: 'POST', headers: headersOf(token), body })
    const { data: quote } = (await answer.json()) as { data: { discount: { amount: number } } }
    return quote.discount.amount > 0
  }
}

const headersOf = (token: string) => ({ 'content-type': 'application/json', 'authorization': `Bearer ${token}` })

async function act(url: string, token: string) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: headersOf(token),
    body: JSON.stringify({ reason: 'Measuring how long this takes' }),
  })
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`)
}
