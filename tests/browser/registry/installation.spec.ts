import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { pluginName, releasePlugin } from '#tests/support/plugin_uploads'
import { createUser } from '#tests/support/users'
import { waitFor } from '#tests/support/wait_for'
import { expectNoCspViolations, expectNoViolations, expectToFit, watchPolicy } from '#tests/browser/support/expectations'
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright'

const SECRETS = { api_key: { title: { en: 'API key' }, required: true } }

/** As strict as every page is looked at. */
async function expectSound(page: Page) {
  await expectNoViolations(page)
  await expectNoCspViolations(page)
  await expectToFit(page)
}

test.group('The life of an installation, as its owner sees it', () => {
  test('install → consent → settings and secret → an update that wants more → consent → roll back → export → uninstall', async ({
    assert,
    browserContext,
    visit,
  }) => {
    const author = (await createUser({ platform: ['user'] })).user
    const { user, tenant } = await createUser({ tenant: { role: 'admin' } })
    const name = pluginName()
    const publish = (version: string, usesClock: boolean) => releasePlugin(author, { name, version, usesClock, secrets: SECRETS })
    const stored = () => db.from('plugin_installations').where('tenant_id', tenant.id).first()
    await publish('1.0.0', false)
    await browserContext.loginAs(user)

    const page = await visit(`/plugins/${name}`)
    await watchPolicy(page)
    await page.locator('main a[href*="/seller/plugins/install/"]').click()
    await page.waitForURL(/\/seller\/plugins\/install\//)
    assert.include(await page.locator('main').innerText(), 'discount@1')
    await expectSound(page)
    await page.locator('form[action*="/plugins/install/"] button[type=submit]').click()
    await page.waitForURL(/\/seller\/plugins\/[0-9a-f-]{36}$/)
    const home = new URL(page.url()).pathname

    await page.locator('form[action$="/enable"] button[type=submit]').click()
    await page.getByText('Set these secrets first: api_key').waitFor()
    await page.locator('input[name=percent]').fill('7')
    await page.locator('input[name="secrets[api_key]"]').fill('a-secret-value')
    await page.locator('form[action$="/settings"] button[type=submit]').click()
    await page.getByText('Set since').waitFor()
    assert.notInclude(await page.content(), 'a-secret-value')
    await expectSound(page)
    await page.locator('form[action$="/enable"] button[type=submit]').click()
    await page.locator('a[href$="/disable"]').waitFor()

    await publish('2.0.0', true)
    await page.locator('a[href$="/update"]').first().click()
    await page.getByText('The new version also asks for').waitFor()
    assert.isFalse(await page.locator('input[name="consent[]"]').isChecked())
    await expectSound(page)
    await page.locator('input[name="consent[]"]').check()
    await page.locator('form[action$="/update"] button[type=submit]').click()
    await waitFor('the new version to run', async () => (await stored())?.version === '2.0.0')

    await page.goto(new URL(`${home}/versions`, page.url()).href)
    await page.getByText('Newly allowed: clock').waitFor()
    await expectSound(page)
    await page.locator('form[action$="/roll-back"] button[type=submit]').first().click()
    await waitFor('the old version to run again', async () => (await stored())?.version === '1.0.0')
    assert.isTrue((await stored()).is_enabled)

    await page.goto(new URL(`${home}/data`, page.url()).href)
    await expectSound(page)
    await page.locator('a[href$="/uninstall"]').click()
    // The page behind the drawer offers the same link.
    const link = page.locator('up-modal a[href$="/export"]')
    await link.waitFor()
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
    const file = JSON.parse(await readFile((await download.path())!, 'utf8'))
    assert.containsSubset(file, { plugin: name, settings: { percent: 7 }, secrets: ['api_key'] })
    await page.locator('form[action$="/uninstall"] button[type=submit]').click()
    await page.waitForURL(/\/seller\/plugins$/)
    assert.notExists(await stored())
  })
})
