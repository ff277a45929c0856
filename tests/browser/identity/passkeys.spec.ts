import config from '#config/passkeys'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { forgetCounts } from '#tests/support/forget_counts'
import { deliverAccountMail, lettersTo, linkIn } from '#tests/support/account_mail'
import { expectNoCspViolations, expectNoViolations, expectToFit, watchPolicy } from '#tests/browser/support/expectations'
import type { BrowserContext, Page } from 'playwright'

/** A key of Chromium's own that says yes, as a person with a finger on it does. */
async function plugIn(context: BrowserContext, page: Page) {
  const chrome = await context.newCDPSession(page)
  await chrome.send('WebAuthn.enable')
  const options = {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
  } as const
  const { authenticatorId } = await chrome.send('WebAuthn.addVirtualAuthenticator', {
    options: { ...options, automaticPresenceSimulation: true },
  })
  const setVerified = (isUserVerified: boolean) => chrome.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified })
  return { setVerified }
}

/** Moves on by keyboard until the focus is there, and presses Enter. */
async function press(page: Page, selector: string) {
  const isThere = () => page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)
  for (let at = 0; at < 120 && !(await isThere()); at += 1) await page.keyboard.press('Tab')
  if (!(await isThere())) throw new Error(`${selector} is out of reach of the keyboard on ${page.url()}`)
  await page.keyboard.press('Enter')
}

async function typeInto(page: Page, fields: Record<string, string>) {
  for (const [name, value] of Object.entries(fields)) {
    await page.locator(`main input[name=${name}]`).focus()
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.type(value)
  }
}

/** Fills in the form and opens the link that came by mail. */
async function signUp(page: Page, fields: { full_name: string; email: string; password: string }) {
  await open(page, '/sign-up')
  await typeInto(page, fields)
  await press(page, 'main form button[type=submit]')
  await page.waitForURL('**/sign-up/check-mail')
  const { id } = await db.from('users').where('email', fields.email).firstOrFail()
  await deliverAccountMail(id as string)
  const [letter] = await lettersTo(fields.email)
  await open(page, linkIn(letter, 'confirm-email'))
  await press(page, 'main form button[type=submit]')
  await page.waitForURL((url) => !url.pathname.startsWith('/confirm-email'))
}

async function look(page: Page) {
  await expectNoViolations(page)
  await expectToFit(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectNoViolations(page)
  await page.emulateMedia({ colorScheme: 'light' })
}

const open = (page: Page, path: string) => page.goto(config.origin + path)

test.group('From sign-up to passkey', (group) => {
  group.each.setup(forgetCounts)
  group.each.timeout(300_000)

  test('by keyboard alone, on a phone: signed up, a passkey made, signed out, signed in with it', async ({
    assert,
    browserContext,
    visit,
  }) => {
    const page = await visit('/ping')
    await page.setViewportSize({ width: 390, height: 844 })
    await watchPolicy(page)
    await plugIn(browserContext, page)
    const email = `${newId()}@example.test`

    await signUp(page, { full_name: 'Ada Keys', email, password: 'seven wooden boats 42' })

    await open(page, '/account/security')
    await look(page)
    await press(page, 'a[href="/account/passkeys/new"]')
    await page.waitForURL('**/account/passkeys/new')
    const form = page.locator('form[data-passkey=create]')
    await form.waitFor({ state: 'visible' })
    await look(page)
    await typeInto(page, { name: 'My phone' })
    await press(page, 'form[data-passkey=create] button[type=submit]')
    await page.locator('main code').waitFor()
    assert.lengthOf((await page.locator('main code').innerText()).trim().split('\n'), 10)
    await look(page)
    await open(page, '/account/security')
    assert.include(await page.locator('main').innerText(), 'My phone')
    await look(page)

    await page
      .locator('form[action="/sign-out"] button')
      .first()
      .evaluate((button: HTMLButtonElement) => button.form!.requestSubmit())
    await page.waitForURL((url) => url.pathname === '/')
    await open(page, '/account/security')
    assert.include(page.url(), '/sign-in')
    await look(page)
    await press(page, 'form[data-passkey=get] button[type=submit]')
    await page.waitForURL('**/account/security')
    assert.include(await page.locator('main').innerText(), 'My phone')
    await expectNoCspViolations(page)
  })

  test('who is not recognised by their key is told so and may try again; the password asks for the key', async ({
    assert,
    browserContext,
    visit,
  }) => {
    const page = await visit('/ping')
    await watchPolicy(page)
    const key = await plugIn(browserContext, page)
    const [email, password] = [`${newId()}@example.test`, 'seven wooden boats 43']
    await signUp(page, { full_name: 'Grace Keys', email, password })
    await open(page, '/account/passkeys/new')
    await press(page, 'form[data-passkey=create] button[type=submit]')
    await page.locator('main code').waitFor()

    await browserContext.clearCookies()
    await open(page, '/sign-in')
    await typeInto(page, { email, password })
    await page.keyboard.press('Enter')
    await page.waitForURL('**/sign-in/second-factor')
    await look(page)
    await key.setVerified(false)
    await press(page, 'form[data-passkey=get] button[type=submit]')
    await page.locator('[data-passkey-failed]').waitFor({ state: 'visible' })
    await look(page)
    assert.include(page.url(), '/sign-in/second-factor')

    await key.setVerified(true)
    await press(page, 'form[data-passkey=get] button[type=submit]')
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
    await open(page, '/account/security')
    assert.include(page.url(), '/account/security')
    await expectNoCspViolations(page)
  })

  test('without scripts, or at an address of digits, the password is there and no button that does nothing', async ({
    assert,
    browser,
    visit,
  }) => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const plain = await context.newPage()
    await open(plain, '/sign-in')
    assert.isFalse(await plain.locator('form[data-passkey]').isVisible())
    assert.isTrue(await plain.locator('input[name=password]').isVisible())
    await context.close()

    const digits = await visit('/sign-in')
    assert.match(new URL(digits.url()).hostname, /^[\d.]+$/)
    assert.isFalse(await digits.locator('form[data-passkey]').isVisible())
  })
})
