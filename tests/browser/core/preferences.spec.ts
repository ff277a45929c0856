import { test } from '@japa/runner'
import { expectNoCspViolations, expectNoViolations, watchPolicy } from '#tests/browser/support/expectations'

test.group('Language and colours', () => {
  test('a guest switches both; the page comes back in them', async ({ assert, visit }) => {
    const page = await visit('/sign-in')
    await watchPolicy(page)
    await page.click('details[data-menu] summary')
    await page.click('button[name=locale][value=ru]')
    assert.equal(await page.getAttribute('html', 'lang'), 'ru')
    await page.click('details[data-menu] summary')
    await page.click('button[name=theme][value=dark]')
    assert.equal(await page.getAttribute('html', 'data-bs-theme'), 'dark')
    await expectNoViolations(page)
    await expectNoCspViolations(page)
  })

  test('an address that does not exist is answered by a page in the reader’s language', async ({ assert, browserContext, visit }) => {
    const first = await visit('/ping')
    await browserContext.addCookies([{ name: 'rialto_locale', value: 'ru', url: first.url() }])
    await watchPolicy(first)
    const response = await first.goto(new URL('/no/such/page', first.url()).href)
    assert.equal(response?.status(), 404)
    assert.include(await first.textContent('h1'), 'Здесь ничего нет')
    await expectNoViolations(first)
  })
})
