import db from '@adonisjs/lucid/services/db'
import i18nManager from '@adonisjs/i18n/services/main'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { defineTable } from '#core/tables/table'
import { forgetCounts } from '#tests/support/forget_counts'
import { saveView, signedIn } from '#tests/support/saved_views'
import type { HttpContext } from '@adonisjs/core/http'

const LIST = '/operator/jobs'

const headings = (html: string) =>
  [...(html.match(/<thead>[\s\S]*?<\/thead>/g)?.at(-1) ?? '').matchAll(/<th scope="col"[^>]*>([\s\S]*?)<\/th>/g)].map(([, cell]) =>
    cell.replace(/<[^>]*>/g, '').trim()
  )
const ticked = (html: string) => [...html.matchAll(/name="columns" value="(\w+)" checked/g)].map(([, key]) => key)
const firstLine = (csv: string) => csv.replace('\uFEFF', '').split('\r\n')[0]
const bury = () =>
  db.table('dead_letters').insert({ id: newId(), queue: 'default', job: 'core.prune', payload: '{}', error: 'x', attempts: 1 })

test.group('Columns of a list', (group) => {
  group.each.setup(async () => {
    await forgetCounts()
    await db.from('table_views').delete()
    await db.from('table_view_defaults').delete()
    await bury()
    return async () => void (await db.from('dead_letters').delete())
  })

  test('all are shown until some are chosen; the address says which, in the list’s own order', async ({ assert }) => {
    const { visitor } = await signedIn({ platform: ['admin'] })
    assert.lengthOf(headings((await visitor.open(LIST)).text), 5)
    const { text } = await visitor.open(`${LIST}?columns=at,job`)
    assert.deepEqual(headings(text), ['Job', 'Gave up'])
    assert.deepEqual(ticked(text), ['job', 'at'])
    assert.match(
      text,
      /href="[^"]*columns=job%2Cat[^"]*sort=|href="[^"]*sort=[^"]*columns=job%2Cat/,
      'links of the page carry the choice along'
    )
    assert.include(text, 'name="columns" value="job,at"', 'and so does the form of filters')
  })

  test('the form of boxes works without scripts: one parameter for each, none means all', async ({ assert }) => {
    const { visitor } = await signedIn({ platform: ['admin'] })
    assert.deepEqual(headings((await visitor.open(`${LIST}?columns=&columns=job&columns=state`)).text), ['Job', 'State'])
    assert.lengthOf(headings((await visitor.open(`${LIST}?columns=`)).text), 5)
  })

  test('what the list has no column for is left out; what is no name at all is refused', async ({ assert }) => {
    const { visitor } = await signedIn({ platform: ['admin'] })
    assert.deepEqual(headings((await visitor.open(`${LIST}?columns=job,payload`)).text), ['Job'])
    assert.lengthOf(headings((await visitor.open(`${LIST}?columns=payload`)).text), 5)
    assert.equal((await visitor.open(`${LIST}?columns[a][b]=job`)).status, 422)
    assert.equal((await visitor.open(`${LIST}?columns=${'a'.repeat(1_001)}`)).status, 422)
  })

  test('a saved view keeps the choice, which the address may still change', async ({ assert }) => {
    const { visitor } = await signedIn({ platform: ['admin'] })
    const { id } = await saveView(visitor, LIST, { name: 'Short', query: 'columns=job,at' })
    const opened = await visitor.open(`${LIST}?view=${id}`)
    assert.deepEqual(headings(opened.text), ['Job', 'Gave up'])
    assert.notInclude(opened.text, 'Save changes')
    const changed = await visitor.open(`${LIST}?view=${id}&columns=&columns=job`)
    assert.deepEqual(headings(changed.text), ['Job'])
    assert.include(changed.text, 'Save changes')
    assert.lengthOf(headings((await visitor.open(`${LIST}?view=${id}&columns=`)).text), 5)
  })

  test('the file has the columns shown, or all by choice', async ({ assert }) => {
    const { visitor } = await signedIn({ platform: ['admin'] })
    const { id } = await saveView(visitor, LIST, { name: 'Short', query: 'columns=job,at' })
    const { text } = await visitor.open(`${LIST}?view=${id}`)
    const files = [...text.matchAll(/href="([^"]*export=csv[^"]*)"/g)].map(([, url]) => url.replaceAll('&amp;', '&'))
    assert.lengthOf(files, 2)
    const [shown, all] = [await visitor.open(files[0]), await visitor.open(files[1])].map((file) => firstLine(file.text))
    assert.equal(shown, 'Job,Gave up')
    assert.equal(all, 'Job,Error,Attempts,Gave up,State')
    assert.equal((await visitor.open(LIST)).text.match(/export=csv/g)!.length, 1, 'nothing to choose where all are shown')
  })
})

test.group('A column that not everybody may see', () => {
  const table = defineTable<{ id: string; job: string; error: string }>({
    name: 'test.secrets',
    caption: 'core.dead_letters',
    columns: [
      { key: 'job', label: 'core.job', sort: 'job' },
      { key: 'error', label: 'core.error', sort: 'error', permission: 'test.see_errors' },
    ],
    defaultSort: 'job',
  })
  const source = () => db.from('dead_letters').select('id', 'job', 'error')

  /** What a reader gets of an address: headings, boxes to tick and the file. */
  async function readAs(permissions: string[], query: Record<string, string> = {}) {
    const ctx = await testUtils.createHttpContext()
    const access = {
      tenantId: null,
      platformRoles: [],
      tenantRole: null,
      customRoleIds: [],
      can: (code: string) => permissions.includes(code),
    }
    Object.assign(ctx, { access, actor: { userId: null }, i18n: i18nManager.locale('en') })
    ctx.request.updateQs(query)
    const opened = await table.open(ctx as HttpContext)
    const { head, columns } = table.present(opened, await table.page(opened.state, source), ctx)
    const lines: string[] = []
    for await (const line of table.lines(ctx, opened.state, source)) lines.push(line)
    return { head: head.length, boxes: columns?.options.length ?? 0, file: firstLine(lines.join('')) }
  }

  test('is there for who may: in the head, in the menu and in the file', async ({ assert }) => {
    assert.deepEqual(await readAs(['test.see_errors']), { head: 2, boxes: 2, file: 'Job,Error' })
    assert.deepEqual(await readAs(['test.see_errors'], { columns: 'error' }), { head: 1, boxes: 2, file: 'Error' })
  })

  test('is not there for anybody else, named in the address or not, and orders nothing', async ({ assert }) => {
    for (const query of [{}, { columns: 'error' }, { columns: 'job,error' }]) {
      assert.deepEqual(await readAs([], query as Record<string, string>), { head: 1, boxes: 0, file: 'Job' })
    }
    await assert.rejects(() => readAs([], { sort: 'error' }), /filtered or sorted/)
    assert.equal((await readAs(['test.see_errors'], { sort: 'error' })).head, 2)
  })
})
