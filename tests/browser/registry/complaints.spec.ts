import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { forgetCounts } from '#tests/support/forget_counts'
import { waitFor } from '#tests/support/wait_for'
import { OPENED, queued } from '#tests/support/complaints'
import { moderator, published } from '#tests/support/withdrawals'
import { expectNoCspViolations, expectNoViolations, expectToFit, watchPolicy } from '#tests/browser/support/expectations'
import type { Page } from 'playwright'

const HOSTILE = `<img src=x onerror=alert(1)> <svg onload=alert(2)> {{ 7 * 7 }} ${'word'.repeat(80)}`

async function expectSound(page: Page) {
  await expectNoViolations(page)
  await expectNoCspViolations(page)
  await expectToFit(page)
}

test.group('Complaints in a browser', (group) => {
  group.each.setup(forgetCounts)

  test('a guest complains on a phone, in the dark, by keyboard; hostile words stay words', async ({ assert, visit }) => {
    const { name } = await published()
    const page = await visit('/')
    await watchPolicy(page)
    await page.context().addCookies(['locale=ru', 'theme=dark'].map((one) => cookie(one, page.url())))
    await page.setViewportSize({ width: 360, height: 740 })
    await page.goto(new URL(`/plugins/${name}/report`, page.url()).href)
    await expectSound(page)
    await page.locator('select[name=kind]').focus()
    await page.keyboard.press('Tab')
    await page.keyboard.insertText(HOSTILE)
    await page.keyboard.press('Tab')
    await page.keyboard.insertText('https://example.test/proof')
    await page.locator('form:has(textarea[name=evidence]) button[type=submit]').focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/cases\/C-.*secret=/)
    await page.getByText('<img src=x').waitFor()
    await page.getByText('Получена').first().waitFor()
    await expectSound(page)
    assert.equal(await page.locator('main [onerror], main [onload]').count(), 0)
  })

  test('a moderator writes a text, takes it in a decision and hands the next thing up, all in dialogs', async ({
    assert,
    browserContext,
    visit,
  }) => {
    const { name } = await published()
    const staff = await moderator()
    await browserContext.loginAs(staff)
    const page = await visit('/moderator/canned-texts')
    await watchPolicy(page)
    await page.goto(page.url())
    await page.locator('main a', { hasText: 'New text' }).click()
    const drawer = page.locator('up-drawer')
    await drawer.locator('select[name=reason_code]').selectOption('spam')
    await drawer.locator('textarea[name=body_en]').fill(`Only advertising, {title}, see {case} (${staff.id})`)
    await drawer.locator('textarea[name=body_ru]').fill('Одна реклама: {title}')
    await expectNoViolations(page)
    await drawer.locator('form button[type=submit]').first().click()
    await page.getByText('The text is saved.').waitFor()
    assert.lengthOf(await db.from('canned_texts').where('updated_by', staff.id), 1)

    const number = await complainBy(page, name)
    const item = await queued(OPENED, number)
    await page.goto(new URL(`/moderator/reviews/${item}`, page.url()).href)
    await expectSound(page)
    await page.keyboard.press('r')
    const dialog = page.locator('up-modal')
    await dialog.locator('summary').click()
    await dialog.locator('li', { hasText: staff.id }).locator('a').first().click()
    await waitFor('the text to be taken', async () =>
      (await dialog.locator('textarea[name=reason]').inputValue()).includes(`see ${number}`)
    )
    await expectNoViolations(page)
    await dialog.locator('[up-dismiss]').first().click()
    await dialog.waitFor({ state: 'detached' })
    await page.keyboard.press('e')
    await page.locator('up-modal textarea[name=note]').fill('It is about a partner of ours')
    await page.locator('up-modal form button[type=submit]').click()
    await page.getByText('Handed up by').waitFor()
    await expectSound(page)
    assert.equal((await db.from('review_items').where('id', item).firstOrFail()).escalated_by, staff.id)
  })
})

const cookie = (pair: string, url: string) => {
  const [name, value] = pair.split('=')
  return { name: `rialto_${name}`, value, url: new URL(url).origin }
}

/** By the program's door: what matters here is the moderator's page. */
async function complainBy(page: Page, plugin: string): Promise<string> {
  const answer = await fetch(new URL(`/api/v1/plugins/${plugin}/reports`, page.url()), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ kind: 'spam', evidence: HOSTILE }),
  })
  return ((await answer.json()) as { case_number: string }).case_number
}
