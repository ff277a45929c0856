import type { Browser, BrowserContext, Page } from 'playwright'
import type { Installation } from '#tests/support/installation'
import { watchPolicy } from './expectations.js'

/** Somebody of the demo cast with a browser of their own, signed in. Console errors and policy refusals are watched from the first page on. */
export class Somebody {
  private constructor(
    readonly page: Page,
    readonly context: BrowserContext
  ) {}

  static async signIn(browser: Browser, installation: Installation, email: string): Promise<Somebody> {
    const context = await browser.newContext({ baseURL: installation.url, locale: 'en-US' })
    const page = await context.newPage()
    await watchPolicy(page)
    const somebody = new Somebody(page, context)
    await page.goto('/sign-in')
    const { password } = installation.login(email)
    await page.locator('input[name=email]').fill(email)
    await page.locator('input[name=password]').fill(password)
    await Promise.all([
      page.waitForURL((url) => url.pathname !== '/sign-in'),
      page.locator('main button[type=submit], form:has(input[name=password]) button[type=submit]').first().click(),
    ])
    return somebody
  }

  /** Opens a page and expects it to be there. */
  async open(path: string) {
    const answer = await this.page.goto(path)
    if (answer?.status() !== 200) throw new Error(`${path} answered ${answer?.status()}`)
  }

  text() {
    return this.page.locator('main').innerText()
  }

  close() {
    return this.context.close()
  }
}
