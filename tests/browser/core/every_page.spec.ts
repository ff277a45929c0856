import { test } from '@japa/runner'
import { Installation } from '#tests/support/installation'
import { crawl } from '#tests/browser/support/crawl'
import { expectNoCspViolations, expectNoViolations, expectToFit, watchPolicy } from '#tests/browser/support/expectations'
import { expectKeyboardReach } from '#tests/browser/support/keyboard_reach'
import { launchChromium } from '#tests/browser/support/chromium'
import { Somebody } from '#tests/browser/support/people'
import type { Browser, BrowserContext, Page } from 'playwright'

const PHONE = { width: 360, height: 740 }
const DESK = { width: 1280, height: 840 }

/** Somebody's way in, with the language and colours they like. */
const WALKS = [
  { who: 'a guest', email: null, start: '/', within: /./, locale: 'ru', theme: 'light' },
  { who: 'a seller', email: 'owner@northern.demo', start: '/seller', within: /^\/(seller|account|plugins)/, locale: 'ru', theme: 'dark' },
  { who: 'the operator', email: 'operator@rialto.demo', start: '/operator', within: /^\/operator/, locale: 'en', theme: 'light' },
  { who: 'a moderator', email: 'moderator@rialto.demo', start: '/moderator/reviews', within: /^\/moderator/, locale: 'ru', theme: 'light' },
  { who: 'an analyst', email: 'analyst@rialto.demo', start: '/analyst', within: /^\/analyst/, locale: 'en', theme: 'dark' },
  { who: 'a publisher', email: 'publisher@works.demo', start: '/publisher/plugins', within: /^\/publisher/, locale: 'en', theme: 'light' },
  {
    who: 'a buyer',
    email: 'buyer@rialto.demo',
    start: '/account/orders',
    within: /^\/(account|cart|checkout)/,
    locale: 'ru',
    theme: 'dark',
  },
] as const

/** What a template must never let slip out. */
const SLIPS = /translation missing|\bundefined\b|\[object \w+\]|\bNaN\b/

test.group('Every page of the demo', (group) => {
  const installation = new Installation({ name: 'every-page' })
  let browser: Browser

  group.setup(async () => {
    ;[browser] = await Promise.all([launchChromium(), installation.start()])
    return async () => {
      await browser.close()
      await installation.stop()
    }
  })

  async function enter(email: string | null): Promise<{ page: Page; context: BrowserContext }> {
    if (email) return Somebody.signIn(browser, installation, email)
    const context = await browser.newContext({ baseURL: installation.url })
    const page = await context.newPage()
    await watchPolicy(page)
    return { page, context }
  }

  for (const { who, email, start, within, locale, theme } of WALKS) {
    test(`that ${who} can click to opens, is accessible, works by keyboard, fits a phone and keeps the policy`, async ({ assert }) => {
      const { page, context } = await enter(email)
      await context.addCookies([
        { name: 'rialto_locale', value: locale, url: installation.url },
        { name: 'rialto_theme', value: theme, url: installation.url },
      ])
      const look = async () => {
        await expectNoViolations(page)
        assert.notMatch(await page.locator('body').innerText(), SLIPS, page.url())
        await expectKeyboardReach(page)
        await page.setViewportSize(PHONE)
        await expectToFit(page)
        await page.setViewportSize(DESK)
        await expectNoCspViolations(page)
      }
      const visits = await crawl(page, { start: `${installation.url}${start}`, within, look })
      assert.deepEqual(
        visits.filter(({ status }) => status !== 200),
        []
      )
      assert.isNotEmpty(visits)
      await context.close()
    })
  }
})
