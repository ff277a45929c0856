import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { forgetCounts } from '#tests/support/forget_counts'
import { expectNoCspViolations, expectNoViolations, expectToFit, watchPolicy } from '#tests/browser/support/expectations'
import { deliverAccountMail, lettersTo, linkIn } from '#tests/support/account_mail'
import { newId } from '#core/ids'
import type { Page } from 'playwright'

const FIRST = 'walks along the canal'
const SECOND = 'swims across the lake'
const NARROW = { width: 360, height: 740 }

async function expectGood(page: Page) {
  await expectNoViolations(page)
  await expectNoCspViolations(page)
  const wide = page.viewportSize()!
  await page.setViewportSize(NARROW)
  await expectToFit(page)
  await page.setViewportSize(wide)
}
const press = (page: Page, name: string) => page.locator('main').getByRole('button', { name, exact: true }).click()
const isAt = (page: Page, path: string) => page.waitForURL((url) => url.pathname === path)
/** Wherever people with these rights begin. */
const hasLeft = (page: Page, path: string) => page.waitForURL((url) => !url.pathname.startsWith(path))

test.group('The life of an account in a browser', (group) => {
  group.setup(forgetCounts)

  test('sign up, confirm, see where one is signed in, sign out, lose the password, set another, sign in', async ({ assert, visit }) => {
    const email = `anna-${newId()}@example.test`
    const page = await visit('/ping')
    await watchPolicy(page)
    const open = (path: string) => page.goto(new URL(path, page.url()).href)

    await open('/sign-up')
    await page.fill('input[name=full_name]', 'Anna K')
    await page.fill('input[name=email]', email)
    await page.fill('input[name=password]', 'password123')
    await press(page, 'Create account')
    await page.locator('.r-field-error').first().waitFor()
    await page.fill('input[name=password]', FIRST)
    await press(page, 'Create account')
    await isAt(page, '/sign-up/check-mail')
    assert.include(await page.locator('main').innerText(), email)
    await expectGood(page)

    const { id } = await db.from('users').where('email', email).firstOrFail()
    await deliverAccountMail(id)
    await open(linkIn((await lettersTo(email))[0], 'confirm-email'))
    await expectGood(page)
    await press(page, 'Confirm')
    await hasLeft(page, '/confirm-email')

    for (const path of ['/account/sign-ins', '/account/contacts']) {
      await open(path)
      await expectGood(page)
    }
    assert.include(await page.locator('main').innerText(), 'Confirmed')
    await open('/account/sign-ins')
    assert.include(await page.locator('main').innerText(), 'This one')

    await page.locator('summary[aria-label*="Anna"]').click()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await isAt(page, '/')
    await open('/sign-in')
    await page.getByRole('link', { name: 'Forgot the password?' }).click()
    await isAt(page, '/reset-password')
    await expectGood(page)
    await page.fill('input[name=email]', email)
    await press(page, 'Send the link')
    await page.getByText('a link is on its way').waitFor()

    const reset = await db.from('password_resets').where('user_id', id).firstOrFail()
    await deliverAccountMail(reset.id)
    await open(linkIn((await lettersTo(email))[0], 'reset-password'))
    await expectGood(page)
    await page.fill('input[name=password]', SECOND)
    await press(page, 'Save the new password')
    await isAt(page, '/sign-in')
    await page.fill('input[name=email]', email)
    await page.fill('input[name=password]', SECOND)
    await press(page, 'Sign in')
    await hasLeft(page, '/sign-in')
    assert.equal((await open('/account/sign-ins'))?.status(), 200)
  })
})
