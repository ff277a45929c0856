import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { forgetCounts } from '#tests/support/forget_counts'
import { createPlugin, createReviewer, writeReview } from '#tests/support/plugin_reviews'
import { expectNoCspViolations, expectNoViolations, expectToFit, watchPolicy } from '#tests/browser/support/expectations'
import type { Page } from 'playwright'

const HOSTILE = '<svg onload=alert(1)> javascript:alert(2) ' + 'word'.repeat(60)

async function expectSound(page: Page) {
  await expectNoViolations(page)
  await expectNoCspViolations(page)
  await expectToFit(page)
}

test.group('Reviews in a browser', (group) => {
  group.each.setup(forgetCounts)

  test('write, vote, report; statistics drawn; on a phone, in the dark', async ({ assert, browserContext, visit }) => {
    const { name, pluginId } = await createPlugin()
    const other = await createReviewer()
    const { id: otherId } = await writeReview(other, name, { rating: 2, comment: HOSTILE })
    const { id: versionId } = await db.from('plugin_versions').where('plugin_id', pluginId).firstOrFail()
    await db
      .table('version_downloads')
      .insert({ version_id: versionId, day: db.raw('current_date'), raw: 12, unique_clients: 9, updates: 2 })
    const user = await createReviewer()
    await browserContext.loginAs(user)

    const page = await visit(`/plugins/${name}`)
    await watchPolicy(page)
    await page.goto(page.url())
    await page.locator('#statistics').scrollIntoViewIfNeeded()
    await page.locator('#statistics svg').first().waitFor()
    await expectSound(page)
    await page.locator('#reviews a', { hasText: 'All reviews' }).click()
    await page.waitForURL(/\/reviews$/)
    await page.locator('select[name=rating]').selectOption('5')
    await page.locator('textarea[name=comment]').fill('It does what it says, and quickly.')
    await page.locator('#write button').click()
    await page.getByText('Thank you, your review is saved.').waitFor()
    await page.getByText('Change your review').waitFor()
    await expectSound(page)

    await page.locator(`#review-${otherId} button`, { hasText: 'Yes' }).click()
    await page.locator(`#review-${otherId} button[aria-pressed=true]`).waitFor()
    await page.locator(`#review-${otherId} a`, { hasText: 'Report' }).click()
    await page.locator('up-modal select[name=reason]').selectOption('spam')
    await expectNoViolations(page)
    await page.locator('up-modal button', { hasText: 'Report' }).click()
    await page.getByText('Moderators look at what several people report.').waitFor()
    assert.lengthOf(await db.from('review_flags').where('review_id', otherId), 1)

    await page.emulateMedia({ colorScheme: 'dark' })
    await page.setViewportSize({ width: 375, height: 740 })
    await page.goto(page.url())
    await expectSound(page)
  })

  test('who publishes the plugin answers', async ({ browserContext, visit }) => {
    const { name, publisher } = await createPlugin()
    const { id } = await writeReview(await createReviewer(), name, { rating: 2 })
    await browserContext.loginAs(publisher)
    const page = await visit(`/plugins/${name}/reviews`)
    await watchPolicy(page)
    await page.goto(page.url())
    await page.locator(`#review-${id} a`, { hasText: 'Answer' }).click()
    await page.locator('up-modal textarea[name=text]').fill('We fixed that in the next version.')
    await page.locator('up-modal button', { hasText: 'Answer' }).click()
    await page.getByText('We fixed that in the next version.').waitFor()
    await expectSound(page)
  })
})
