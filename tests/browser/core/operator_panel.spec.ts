import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { nudge } from '#core/live/nudge'
import { createUser } from '#tests/support/users'
import { expectNoCspViolations, expectNoViolations, expectToFit, watchPolicy } from '#tests/browser/support/expectations'

const PAGES = ['/operator', '/operator/jobs', '/operator/events', '/operator/mailbox', '/operator/audit', '/operator/settings']

async function buryJob(error = 'the engine is not there') {
  const id = newId()
  await db.table('dead_letters').insert({ id, queue: 'default', job: 'core.prune', job_id: 'x', payload: '{"a":1}', error, attempts: 8 })
  return id
}

test.group('Operator panel in a browser', (group) => {
  group.each.teardown(async () => void (await db.from('dead_letters').delete()))

  for (const scheme of ['light', 'dark'] as const) {
    test(`every page is accessible, keeps its policy and fits a phone, ${scheme}`, async ({ browserContext, visit }) => {
      const { user } = await createUser({ platform: ['superadmin'] })
      await buryJob('x'.repeat(300))
      await browserContext.loginAs(user)
      const page = await visit('/ping')
      await page.emulateMedia({ colorScheme: scheme })
      await watchPolicy(page)
      for (const path of PAGES) {
        await page.setViewportSize({ width: 1280, height: 800 })
        await page.goto(new URL(path, page.url()).href)
        await expectNoViolations(page)
        await page.setViewportSize({ width: 360, height: 740 })
        await expectToFit(page)
        await expectNoCspViolations(page)
      }
    })
  }

  test('a dead letter is discarded in a dialog, with a reason, and leaves the list', async ({ assert, browserContext, visit }) => {
    const { user } = await createUser({ platform: ['admin'] })
    const id = await buryJob()
    await browserContext.loginAs(user)
    const page = await visit('/operator/jobs')
    await watchPolicy(page)
    await page.check('[data-bulk-row]')
    await page.click('[formaction$="/confirm-discard"]')
    await page.fill('up-modal textarea[name=reason]', 'The engine was replaced')
    await page.click('up-modal button.btn-danger')
    await page.waitForSelector('up-modal', { state: 'detached' })
    await page.waitForSelector('.r-empty')

    assert.isNull(await db.from('dead_letters').where('id', id).first())
    const entry = await db.from('audit_log').where('target_id', id).firstOrFail()
    assert.equal(entry.reason, 'The engine was replaced')
    await expectNoCspViolations(page)
  })

  test('a refused form stays in its drawer and says why', async ({ browserContext, visit }) => {
    const { user } = await createUser({ platform: ['admin'] })
    await browserContext.loginAs(user)
    const page = await visit('/operator/settings')
    await page.click('a[href$="/settings/identity.sign_in_attempts_per_account"]')
    await page.fill('up-drawer input[name=value]', '1')
    await page.click('up-drawer button.btn-primary')
    await page.waitForSelector('up-drawer input[name=value][aria-invalid=true]')
    await expectNoViolations(page)
  })

  test('Ctrl+K finds a page by name, arrows and Enter open it', async ({ browserContext, visit }) => {
    const { user } = await createUser({ platform: ['admin'] })
    await browserContext.loginAs(user)
    const page = await visit('/operator')
    await watchPolicy(page)
    await page.waitForSelector('[up-main]')
    await page.keyboard.press('Control+k')
    await page.fill('[data-palette] input', 'Audit')
    await page.waitForFunction(() => document.querySelectorAll('[data-palette-item]').length === 1)
    await expectNoViolations(page)
    await page.keyboard.press('Enter')
    await page.waitForURL('**/operator/audit')
    await expectNoCspViolations(page)
  })

  test('a page reads a live part again when it is nudged', async ({ assert, browserContext, visit }) => {
    const { user } = await createUser({ platform: ['admin'] })
    await browserContext.loginAs(user)
    const page = await visit('/operator/jobs')
    const listening = page.waitForResponse((response) => response.url().endsWith('/__transmit/subscribe'))
    await page.evaluate(() => {
      const list = document.querySelector('#list-core-dead_letters')!
      list.setAttribute('data-live', 'operator/jobs')
      ;(window as unknown as { up: { hello(element: Element): void } }).up.hello(list)
    })
    assert.equal((await listening).status(), 204)
    await buryJob()
    nudge('operator/jobs')
    await page.waitForSelector('[data-bulk-row]')
  })

  test('the panel opens and its menu works without JavaScript', async ({ assert, browser, browserContext, visit }) => {
    const { user } = await createUser({ platform: ['admin'] })
    await browserContext.loginAs(user)
    const signedIn = await visit('/ping')
    const context = await browser.newContext({
      javaScriptEnabled: false,
      storageState: await browserContext.storageState(),
      viewport: { width: 390, height: 800 },
    })
    const page = await context.newPage()
    await page.goto(new URL('/operator/jobs', signedIn.url()).href)
    await page.click('a[href="#panel-nav"]')
    await page.click('#panel-nav a[href="/operator/audit"]')
    assert.match(page.url(), /\/operator\/audit$/)
    await context.close()
  })
})
