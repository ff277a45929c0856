import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { createUser } from '#tests/support/users'
import { expectNoCspViolations, expectNoViolations, expectToFit, watchPolicy } from '#tests/browser/support/expectations'
import { chooseIn, pressOn, reach, typeInto } from '#tests/browser/support/keyboard'

const LIST = '/operator/jobs'
const CURRENT = '.r-tabs a[aria-current=page]'

const bury = (job: string) =>
  db.table('dead_letters').insert({ id: newId(), queue: 'default', job, payload: '{}', error: 'x', attempts: 8 })

test.group('Saved views in a browser', (group) => {
  group.each.setup(async () => {
    await db.from('table_views').delete()
    await bury('core.prune')
    await bury('core.seal_audit_log')
    return async () => void (await db.from('dead_letters').delete())
  })

  test('a view is saved, shared, opened and deleted by keyboard alone', async ({ assert, browserContext, visit }) => {
    const { user } = await createUser({ platform: ['admin'] })
    await browserContext.loginAs(user)
    const page = await visit(LIST)
    await watchPolicy(page)
    await page.keyboard.press('/')
    await page.keyboard.type('prune')
    await page.waitForURL('**q=prune**')
    await reach(page, '.r-filter-actions .btn')
    await page.keyboard.press('v')
    await page.waitForSelector('up-modal input[name=name]:focus')
    await expectNoViolations(page)
    await typeInto(page, 'up-modal input[name=name]', 'Prunes')
    await chooseIn(page, 'up-modal select[name=shared_role]', 'Everyone')
    await pressOn(page, 'up-modal button.btn-primary')
    await page.waitForSelector('up-modal', { state: 'detached' })
    await page.waitForSelector(`${CURRENT}:has-text("Prunes")`)
    const saved = (await db.from('table_views').where('user_id', user.id).firstOrFail()) as Record<string, unknown>
    assert.containSubset(saved, { name: 'Prunes', shared_role: 'everyone', params: { q: 'prune' } })

    // Another operator finds it among theirs.
    const colleague = await createUser({ platform: ['admin'] })
    await browserContext.loginAs(colleague.user)
    await page.goto(new URL(LIST, page.url()).href)
    await pressOn(page, `.r-tabs a[href$="${saved.id as string}"]`)
    await page.waitForSelector(`${CURRENT}:has-text("Prunes")`)
    assert.notInclude(await page.innerText('.r-list tbody'), 'seal_audit_log')

    await pressOn(page, '.r-views-tools summary')
    await pressOn(page, '.r-views-tools a.text-danger')
    await page.waitForSelector('up-modal button.btn-danger')
    await expectNoViolations(page)
    await pressOn(page, 'up-modal button.btn-danger')
    await page.waitForSelector('.r-tabs:not(:has-text("Prunes"))')
    assert.isEmpty(await db.from('table_views'))
    await expectNoCspViolations(page)
  })

  test('what was changed of an open view is saved over, and the tab stays marked meanwhile', async ({ assert, browserContext, visit }) => {
    const { user } = await createUser({ platform: ['admin'] })
    const id = newId()
    const view = { id, user_id: user.id, list: 'operator.jobs.index', name: 'Prunes', params: { q: 'prune' } }
    await db.table('table_views').insert(view)
    await browserContext.loginAs(user)
    const page = await visit(`${LIST}?view=${id}`)
    // The script is there: a change before that is nobody's.
    await page.waitForSelector('.r-list.up-can-clean')
    await page.selectOption('[name=state]', 'failed')
    await page.waitForSelector('.r-views-tools button.btn-primary')
    assert.equal((await page.innerText(CURRENT)).trim(), 'Prunes')
    await page.click('.r-views-tools button.btn-primary')
    await page.waitForSelector('.r-views-tools button.btn-primary', { state: 'detached' })
    const { params } = (await db.from('table_views').where('id', id).firstOrFail()) as { params: object }
    assert.deepEqual(params, { q: 'prune', state: 'failed' })
  })

  for (const scheme of ['light', 'dark'] as const) {
    test(`many views with long names fit a phone and are accessible, ${scheme}`, async ({ browserContext, visit }) => {
      const { user } = await createUser({ platform: ['admin'], locale: 'ru' })
      const rows = Array.from({ length: 12 }, (_, at) => ({
        ...{ id: newId(), user_id: user.id, list: 'operator.jobs.index', params: { q: `prune${at}` } },
        name: `${at} ${'Очень длинное название вида '.repeat(2)}`.trim(),
      }))
      await db.table('table_views').multiInsert(rows)
      await browserContext.loginAs(user)
      const page = await visit('/ping')
      await page.emulateMedia({ colorScheme: scheme })
      await watchPolicy(page)
      await page.setViewportSize({ width: 360, height: 740 })
      await page.goto(new URL(`${LIST}?view=${rows[11].id}&state=failed`, page.url()).href)
      await page.click('.r-views-tools summary')
      await expectToFit(page)
      await expectNoViolations(page)
      await expectNoCspViolations(page)
    })
  }
})
