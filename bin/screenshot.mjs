#!/usr/bin/env node
/**
 * node bin/screenshot.mjs <url> <file.png> [--phone] [--dark] [--ru] [--full] [--login email:password] [--click selector]
 * Shows a page as a browser draws it, and what the browser complained about. Node 24 or newer.
 */
import { parseArgs } from 'node:util'
import { launchChromium } from '../tests/browser/support/chromium.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    phone: { type: 'boolean' },
    dark: { type: 'boolean' },
    ru: { type: 'boolean' },
    full: { type: 'boolean' },
    login: { type: 'string' },
    click: { type: 'string', multiple: true },
    press: { type: 'string' },
    nojs: { type: 'boolean' },
    axe: { type: 'boolean' },
  },
})

const [url, file] = positionals
if (!url || !file) {
  console.error(
    'Usage: node bin/screenshot.mjs <url> <file.png> [--phone] [--dark] [--ru] [--full] [--nojs] [--axe] [--login email:password] [--click selector] [--press key]'
  )
  process.exit(2)
}

const browser = await launchChromium()
const context = await browser.newContext({
  viewport: values.phone ? { width: 390, height: 844 } : { width: 1360, height: 860 },
  deviceScaleFactor: values.phone ? 2 : 1,
  locale: values.ru ? 'ru-RU' : 'en-GB',
  javaScriptEnabled: !values.nojs,
})
const { hostname } = new URL(url)
const cookie = (name, value) => ({ name, value, domain: hostname, path: '/' })
await context.addCookies([cookie('rialto_theme', values.dark ? 'dark' : 'light'), cookie('rialto_locale', values.ru ? 'ru' : 'en')])

const page = await context.newPage()
page.on('console', (message) => ['error', 'warning'].includes(message.type()) && console.log(`${message.type()}: ${message.text()}`))
page.on('pageerror', (error) => console.log(`page error: ${error.message}`))
page.on('response', (response) => response.status() >= 400 && console.log(`${response.status()} ${response.url()}`))

if (values.login) {
  const at = values.login.indexOf(':')
  await page.goto(new URL('/sign-in', url).href)
  await page.fill('input[name=email]', values.login.slice(0, at))
  await page.fill('input[name=password]', values.login.slice(at + 1))
  await page.click('main form button:not([type=button])')
  await page.waitForLoadState()
}
await page.goto(url)
await page.waitForLoadState('load')
await page.evaluate(() => document.fonts.ready)
for (const selector of values.click ?? []) {
  await page.click(selector, { timeout: 5_000 }).catch((error) => console.log(error.message.split('\n')[0]))
  await page.waitForTimeout(700)
}
if (values.press) {
  await page.keyboard.press(values.press)
  await page.waitForTimeout(700)
}
const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
if (overflow > 0) console.log(`the page is ${overflow} px wider than the window`)
if (values.axe) {
  const { AxeBuilder } = await import('@axe-core/playwright')
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze()
  violations.forEach((found) =>
    console.log(
      `axe ${found.impact} ${found.id}: ${found.nodes.map(({ target, failureSummary }) => `${target} ${failureSummary?.split('\n')[1] ?? ''}`).join(' | ')}`
    )
  )
}
await page.screenshot({ path: file, fullPage: values.full })
await browser.close()
