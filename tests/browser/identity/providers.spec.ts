import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { appUrl } from '#config/app'
import { newId } from '#core/ids'
import { forgetCounts } from '#tests/support/forget_counts'
import { createUser } from '#tests/support/users'
import { CLIENT, LocalProvider } from '#tests/imitations/oidc_provider/local_provider'
import { allowOutbound, callbackOf, forgetProviders, ownersOf, providerSlug, setUpProvider } from '#tests/support/providers'
import { expectNoCspViolations, expectNoViolations, expectToFit, watchPolicy } from '#tests/browser/support/expectations'
import type { Page } from 'playwright'
import type { Provider } from '#identity/providers/provider'

let local: LocalProvider
let provider: Provider

/** Where a provider sends people back to: cookies of the same machine under another name stay behind. */
const atHome = (path: string) => new URL(path, appUrl).href

async function expectSound(page: Page) {
  await expectNoViolations(page)
  await expectNoCspViolations(page)
  await expectToFit(page)
}

/** At the provider: says who one is. */
async function signInThere(page: Page, account: string) {
  await page.waitForURL((url) => url.origin === local.issuer)
  await page.getByLabel('Account').fill(account)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

test.group('Signing in with a provider, in a browser', (group) => {
  group.each.setup(async () => {
    await forgetCounts()
    await forgetProviders()
    local = new LocalProvider()
    const slug = providerSlug('local')
    await local.start(callbackOf(slug))
    const restore = allowOutbound(local.issuer)
    const terms = { slug, name: 'Acme ID', issuer: local.issuer, client_id: CLIENT.id, client_secret: CLIENT.secret }
    provider = await setUpProvider({ kind: 'oidc', ...terms })
    return async () => {
      restore()
      local.stop()
      await forgetProviders()
    }
  })

  test('button → provider → new account → signed in; after signing out the button is enough', async ({ assert, visit }) => {
    const sub = newId()
    local.add({ sub, email: `${sub}@example.test`, email_verified: true, name: 'Anna Ivanova' })
    const page = await visit(atHome('/sign-in'))
    await watchPolicy(page)
    await page.reload()
    await expectSound(page)
    await page.getByRole('link', { name: 'Continue with Acme ID' }).click()
    await signInThere(page, sub)
    await page.waitForURL(/\/sign-in\/new-account$/)
    await expectSound(page)
    assert.equal(await page.getByLabel('Full name').inputValue(), 'Anna Ivanova')
    await page.getByRole('button', { name: 'Create account' }).click()
    await page.waitForURL((url) => url.pathname !== '/sign-in/new-account')

    await page.goto(new URL('/account/connections', page.url()).href)
    await page.locator('main').getByText(`${sub}@example.test`).waitFor()
    assert.include(await page.locator('main').innerText(), 'Your only way to sign in')
    await expectSound(page)
    await page
      .locator('form[action$="/sign-out"]')
      .first()
      .evaluate((form) => (form as unknown as { requestSubmit(): void }).requestSubmit())
    await page.waitForURL((url) => url.pathname === '/')
    await page.goto(new URL('/sign-in?next=/account/connections', page.url()).href)
    await page.getByRole('link', { name: 'Continue with Acme ID' }).click()
    await page.waitForURL(/\/account\/connections$/)
    assert.lengthOf(await ownersOf(provider.id), 1)
  })

  test('somebody with a password connects it, and disconnects it in a modal', async ({ assert, visit }) => {
    const { user, password } = await createUser()
    const sub = newId()
    local.add({ sub, email: `${sub}@example.test`, email_verified: true })
    const page = await visit(atHome('/sign-in?next=/account/connections'))
    await watchPolicy(page)
    await page.getByLabel('Email').fill(user.email)
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.waitForURL(/\/account\/connections$/)
    await expectSound(page)
    await page.getByRole('button', { name: 'Connect Acme ID' }).click()
    await signInThere(page, sub)
    await page.getByText('Acme ID is connected').waitFor()
    assert.deepEqual(await ownersOf(provider.id), [{ user_id: user.id, subject: sub }])
    await page.getByRole('link', { name: 'Disconnect' }).click()
    await page.locator('up-modal').getByRole('button', { name: 'Disconnect' }).click()
    await page.getByText('Nothing is connected').waitFor()
    assert.lengthOf(await db.from('user_identities').where('provider_id', provider.id), 0)
    await expectNoCspViolations(page)
  })

  test('somebody who cancels is told how to get on', async ({ visit }) => {
    const page = await visit(atHome('/sign-in'))
    await watchPolicy(page)
    await page.getByRole('link', { name: 'Continue with Acme ID' }).click()
    await page.waitForURL((url) => url.origin === local.issuer)
    await page.goto(`${page.url()}/abort`)
    await page.getByText('You did not go on with Acme ID').waitFor()
    await expectSound(page)
    await page.getByRole('link', { name: 'Try again' }).click()
    await page.waitForURL((url) => url.origin === local.issuer)
  })
})
