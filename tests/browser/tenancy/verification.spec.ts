import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { forgetCounts } from '#tests/support/forget_counts'
import { expectNoCspViolations, expectNoViolations, expectToFit, watchPolicy } from '#tests/browser/support/expectations'
import { chooseIn, pressOn, reach, typeInto } from '#tests/browser/support/keyboard'
import { pdf, picture } from '#tests/support/documents'
import { createUser } from '#tests/support/users'
import { DETAILS, inQueue, isVerified, stateOf } from '#tests/support/verifications'
import { newId } from '#core/ids'
import type { Page } from 'playwright'

const PATH = '/seller/verification'
const SAVE = `form[action="${PATH}"] button`
const SEND = `form[action="${PATH}/submit"] button`
const REASON = 'The name on the extract is the one of the company'

async function look(page: Page) {
  await expectNoViolations(page)
  await expectNoCspViolations(page)
  const wide = page.viewportSize()!
  await page.setViewportSize({ width: 375, height: 740 })
  await expectToFit(page)
  await page.setViewportSize(wide)
}

const says = (page: Page, words: string) => page.locator('main', { hasText: words }).waitFor()

type File = { kind: string; name: string; mimeType: string; buffer: Buffer }

/** The dialog for files is the browser's own: the keyboard opens it, and what it answers is put in. */
async function upload(page: Page, { kind, ...file }: File) {
  await chooseIn(page, '#document-kind', kind)
  await reach(page, 'input[name=file]')
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Space')])
  await chooser.setFiles(file)
  await pressOn(page, '#upload-document button')
  await page.locator(`main a:text-is("${file.name}")`).waitFor()
}

async function stateDetails(page: Page, fields: Record<string, string>) {
  for (const [name, value] of Object.entries(fields)) await typeInto(page, `input[name=${name}]`, value)
  await pressOn(page, SAVE)
}

test.group('A seller shows who it is, in a browser and by keyboard', (group) => {
  group.each.setup(forgetCounts)
  group.each.timeout(300_000)

  test('wrong check digits are told, documents go up, a moderator looks and decides, the seller sees it', async ({
    assert,
    browser,
    browserContext,
    visit,
  }) => {
    const owner = await createUser({ tenant: { role: 'owner' } })
    await browserContext.loginAs(owner.user)
    const page = await visit('/ping')
    const open = (path: string) => page.goto(new URL(path, page.url()).href)
    await watchPolicy(page)
    await open(PATH)
    await look(page)

    const { kind: _kind, ...right } = DETAILS
    await stateDetails(page, { ...right, inn: '7707083894', ogrn: '1027700132196' })
    await page.locator('input[name=inn].is-invalid').waitFor()
    for (const [name, hint] of [
      ['inn', 'This is no INN'],
      ['ogrn', 'This is no OGRN'],
    ]) {
      const field = page.locator(`input[name=${name}]`)
      assert.equal(await field.getAttribute('aria-invalid'), 'true')
      const ids = (await field.getAttribute('aria-describedby'))!.split(' ')
      assert.include((await Promise.all(ids.map((id) => page.locator(`[id="${id}"]`).innerText()))).join(' '), hint)
    }
    assert.equal(await page.locator('input[name=legal_name]').inputValue(), right.legal_name)
    assert.isNull(await page.locator('input[name=legal_name]').getAttribute('aria-invalid'))
    await look(page)
    assert.isEmpty(await db.from('seller_verifications').where('tenant_id', owner.tenant.id))

    await stateDetails(page, { inn: right.inn, ogrn: right.ogrn })
    await page.locator('#upload-document').waitFor()
    const { id } = (await db.from('seller_verifications').where('tenant_id', owner.tenant.id).firstOrFail()) as { id: string }
    await pressOn(page, SEND)
    await says(page, 'A document is missing')
    assert.equal(await stateOf(id), 'draft')
    await upload(page, { kind: 'Registration', name: 'extract.pdf', mimeType: 'application/pdf', buffer: pdf(`% ${newId()}`) })
    await upload(page, { kind: 'Identity', name: 'passport.jpg', mimeType: 'image/jpeg', buffer: await picture() })
    await look(page)
    await pressOn(page, SEND)
    await says(page, 'With a moderator')
    assert.equal(await page.locator('input[name=inn]').count(), 0)
    await look(page)

    const item = await inQueue(id)
    const moderators = await browser.newContext({ baseURL: new URL(page.url()).origin, locale: 'en-US' })
    await moderators.loginAs((await createUser({ platform: ['moderator'] })).user)
    const desk = await moderators.newPage()
    await watchPolicy(desk)
    await desk.goto('/moderator/reviews')
    await pressOn(desk, `main a[href="/moderator/reviews/${item.id}"]`)
    await desk.waitForURL(`**/moderator/reviews/${item.id}`)
    await says(desk, right.inn)
    await look(desk)
    const link = desk.locator('main a[download]', { hasText: 'passport.jpg' })
    const [download] = await Promise.all([
      desk.waitForEvent('download'),
      pressOn(desk, `main a[href="${await link.getAttribute('href')}"]`),
    ])
    assert.equal(download.suggestedFilename(), 'passport.jpg')
    assert.lengthOf(await db.from('audit_log').where({ target_id: id, action: 'tenancy.document_read' }), 1)
    await pressOn(desk, `main a[href="/moderator/reviews/${item.id}/decide/approve"]`)
    await desk.locator('up-modal form').waitFor()
    await expectNoViolations(desk)
    await typeInto(desk, 'up-modal textarea[name=reason]', REASON)
    await pressOn(desk, 'up-modal form button.btn-primary')
    await desk.locator('up-modal').waitFor({ state: 'detached' })
    assert.equal(await stateOf(id), 'approved')
    assert.isTrue(await isVerified(owner.tenant.id))
    await expectNoCspViolations(desk)
    await moderators.close()

    await open(PATH)
    await says(page, 'Verified')
    await look(page)
    await page.emulateMedia({ colorScheme: 'dark' })
    await look(page)
  })
})
