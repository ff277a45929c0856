import { test } from '@japa/runner'
import { createUser } from '#tests/support/users'

const FOCUSED = '(() => document.activeElement?.getAttribute("name"))()'

test.group('Forms', () => {
  test('a refused form leads to the field that is wrong, not to its first', async ({ assert, visit }) => {
    const page = await visit('/sign-up')
    assert.equal(await page.evaluate(FOCUSED), 'full_name')
    await page.fill('[name=full_name]', 'Vera Long')
    await page.fill('[name=email]', 'vera.long@example.com')
    await page.fill('[name=password]', 'password123')
    await page.click('main form button:not([type=button])')
    await page.locator('[name=password][aria-invalid=true]').waitFor()
    await page.waitForFunction(`${FOCUSED} === "password"`)
    const described = (await page.getAttribute('[name=password]', 'aria-describedby')) ?? ''
    const notes = await Promise.all(described.split(' ').map((id) => page.locator(`[id="${id}"]`).innerText()))
    assert.match(notes.join(' '), /anybody would guess/)
  })

  test('messages of the form before do not stay: neither over a form that was taken nor on the next page', async ({ assert, visit }) => {
    const { user, password } = await createUser()
    const page = await visit('/sign-in')
    await page.fill('[name=email]', user.email)
    await page.fill('[name=password]', password)
    await Promise.all([page.waitForURL((url) => url.pathname !== '/sign-in'), page.click('main form button:not([type=button])')])
    await page.goto(new URL('/account/profile', page.url()).href)
    const send = page.locator('form[action$="/account/profile"] button')
    await page.evaluate('document.querySelector("[name=full_name]").required = false')
    await page.fill('[name=full_name]', '')
    await send.click()
    await page.locator('[name=full_name][aria-invalid=true]').waitFor()
    await page.waitForFunction(`${FOCUSED} === "full_name"`)
    assert.include(await page.locator('main').innerText(), 'Some fields need your attention')

    await page.fill('[name=full_name]', 'Vera Long')
    await send.click()
    await page.locator('[up-flashes] .alert-success').waitFor()
    assert.notInclude(await page.locator('main').innerText(), 'Some fields need your attention')

    await page.click('nav a[href="/account/security"]')
    await page.waitForURL((url) => url.pathname === '/account/security')
    await page.locator('h1', { hasText: 'Security' }).waitFor()
    assert.equal(await page.locator('[up-flashes] .alert').count(), 0)
  })
})
