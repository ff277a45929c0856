import { pageLogin } from '../support/client.js'
import { latency } from '../support/figures.js'
import { load } from '../support/load.js'
import type { Figure } from '../support/report.js'

const DAY_MS = 86_400_000
const DAYS = 120

const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10)

/** As a person sees them: session, rights, queries and the whole page drawn. The dashboard's range holds every fact. */
export async function measurePages(url: string): Promise<Figure[]> {
  const seller = await pageLogin(url, 'owner@northern.demo')
  const analyst = await pageLogin(url, 'analyst@rialto.demo')
  const range = `from=${dayOf(Date.now() - DAYS * DAY_MS)}&to=${dayOf(Date.now())}`
  const list = await load({ url: `${url}/seller/products`, headers: { cookie: seller }, connections: 4 })
  const dashboard = await load({ url: `${url}/analyst?${range}`, headers: { cookie: analyst }, connections: 1 })
  return [
    latency('admin product list page, 4 connections', list, 60),
    latency('sales dashboard page over all facts, 1 connection', dashboard, 150),
  ]
}
