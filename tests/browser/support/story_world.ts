import { join } from 'node:path'
import { buildPlugin } from '#runtime/build/build_plugin'
import { projectRoot } from '#services/paths'
import { Installation } from '#tests/support/installation'
import { Program } from '#tests/support/program'
import { waitFor } from '#tests/support/wait_for'
import { launchChromium } from './chromium.js'
import { Somebody } from './people.js'
import type { Browser } from 'playwright'

export type Offer = { id: string; available: number; price: { amount: number; currency: string } }
export type Product = { id: string; slug: string; title: string; seller: { slug: string }; variants: { offers: Offer[] }[] }

const CONTACT = { name: 'Борис Покупателев', email: 'buyer@rialto.demo' }
export const ADDRESS = { country: 'RU', city: 'Москва', line: 'Тверская, 1' }
const PIECES = 2

export const projectPath = (...parts: string[]) => join(projectRoot(), ...parts)

const textOf = (text: string | Record<string, string>) => (typeof text === 'string' ? text : text.en)

/** The stage of the story: a whole installation, a browser, and what its people do more than once. */
export class StoryWorld {
  readonly installation: Installation
  browser!: Browser

  constructor(name = 'story') {
    this.installation = new Installation({ name })
  }

  async start() {
    const [browser] = await Promise.all([launchChromium(), this.installation.start()])
    this.browser = browser
    return async () => {
      await browser.close()
      await this.installation.stop()
    }
  }

  enter(email: string) {
    return Somebody.signIn(this.browser, this.installation, email)
  }

  program(email: string) {
    return Program.signIn(this.installation.url, this.installation.login(email))
  }

  async publishByApi(path: string) {
    const { manifest, wasm } = await buildPlugin(path)
    const client = await this.program('publisher@works.demo')
    const { id: name, version, category, license } = manifest
    const body = {
      name,
      version,
      category,
      license,
      description: textOf(manifest.description),
      manifest,
      wasm_data: Buffer.from(wasm).toString('base64'),
      tags: [],
    }
    return client.post<{ success: boolean; error?: string }>('/api/v1/plugins/publish', body)
  }

  /** By keyboard alone: into the queue's row about `name`, approve, say why. */
  async approve(moderator: Somebody, name: string, reason: string) {
    const { page } = moderator
    await waitFor(`${name} in the review queue`, async () => {
      await moderator.open('/moderator/reviews')
      return page.locator('main a', { hasText: name }).count()
    })
    await page.locator('main a', { hasText: name }).first().focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/moderator\/reviews\/[0-9a-f-]{36}/)
    await page.keyboard.press('a')
    const text = page.locator('textarea[name=reason]')
    await text.waitFor()
    await text.fill(reason)
    await page.keyboard.press('Tab')
    await page.locator('form:has(textarea[name=reason]) button[type=submit]').focus()
    await page.keyboard.press('Enter')
    await text.waitFor({ state: 'detached' })
    await waitFor(`${name} to be public`, async () => (await fetch(`${this.installation.url}/api/v1/plugins/${name}`)).status === 200)
  }

  /** Something that `seller` has enough of, among these product pages. */
  async findOffer(paths: string[], seller: string): Promise<[Product, Offer]> {
    const client = await this.program('buyer@rialto.demo')
    for (const path of paths) {
      const { body, status } = await client.get<{ data: Product }>(`/api/v1${path}`)
      if (status !== 200 || body.data.seller.slug !== seller) continue
      const offer = body.data.variants.flatMap(({ offers }) => offers).find(({ available }) => available > 60)
      if (offer) return [body.data, offer]
    }
    throw new Error(`${seller} has too little of all that was found`)
  }

  buy(client: Program, offer: Offer) {
    return client.post<{ data: { orders: { id: string }[] } }>(
      '/api/v1/checkout',
      { items: [{ offer_id: offer.id, quantity: PIECES }], contact: CONTACT, address: ADDRESS, payment: { card_token: 'tok_ok' } },
      { 'idempotency-key': crypto.randomUUID() }
    )
  }
}
