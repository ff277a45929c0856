import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { createUser } from '#tests/support/users'
import { expectNoCspViolations, expectNoViolations, expectToFit, watchPolicy } from '#tests/browser/support/expectations'
import { pressOn, reach } from '#tests/browser/support/keyboard'

const LIST = '/operator/jobs'
const MENU = '.r-columns > summary'

test.group('Columns in a browser', (group) => {
  group.each.setup(async () => {
    await db.table('dead_letters').insert({ id: newId(), queue: 'default', job: 'core.prune', payload: '{}', error: 'x', attempts: 8 })
    return async () => void (await db.from('dead_letters').delete())
  })

  test('are chosen by keyboard alone, and all are shown again', async ({ assert, browserContext, visit }) => {
    const { user } = await createUser({ platform: ['admin'] })
    await browserContext.loginAs(user)
    const page = await visit(LIST)
    await watchPolicy(page)
    await page.waitForSelector('.r-list.up-can-clean')
    await pressOn(page, MENU)
    for (const key of ['error', 'attempts']) {
      await reach(page, `.r-columns input[value=${key}]`)
      await page.keyboard.press('Space')
    }
    await expectNoViolations(page)
    await pressOn(page, '.r-columns button')
    await page.waitForURL('**columns=**')
    await page.waitForSelector('.r-columns > .is-set')
    assert.deepEqual(await page.locator('.r-list thead th[scope=col]').evaluateAll((cells) => cells.length), 3)
    await pressOn(page, MENU)
    await pressOn(page, '.r-columns-acts a')
    await page.waitForSelector('.r-columns > :not(.is-set)')
    await page.waitForFunction(() => document.querySelectorAll('.r-list thead th[scope=col]').length === 5)
    await expectNoCspViolations(page)
  })

  for (const scheme of ['light', 'dark'] as const) {
    test(`on a phone what is chosen is shown, the menu fits and is accessible, ${scheme}`, async ({ assert, browserContext, visit }) => {
      const { user } = await createUser({ platform: ['admin'], locale: 'ru' })
      await browserContext.loginAs(user)
      const page = await visit('/ping')
      await page.emulateMedia({ colorScheme: scheme })
      await page.setViewportSize({ width: 360, height: 740 })
      await page.goto(new URL(LIST, page.url()).href)
      const cells = page.locator('.r-list tbody td[data-label]')
      assert.isTrue(await cells.nth(0).isVisible())
      assert.isFalse(await cells.nth(2).isVisible(), 'of little weight: left out on a phone')
      await page.goto(new URL(`${LIST}?columns=job,attempts`, page.url()).href)
      assert.equal(await cells.count(), 2)
      assert.isTrue(await cells.nth(1).isVisible())
      await page.click(MENU)
      await expectToFit(page)
      await expectNoViolations(page)
    })
  }
})
