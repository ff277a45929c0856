import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { MAX_VIEWS } from '#core/tables/views/saved_view'
import { forgetCounts } from '#tests/support/forget_counts'
import { member, saveView, signedIn } from '#tests/support/saved_views'

const LIST = '/operator/jobs'

const operator = () => signedIn({ platform: ['admin'] })
const rowOf = (id: string) => db.from('table_views').where('id', id).first() as Promise<Record<string, unknown> | null>
const tabsOf = (html: string) => /<nav class="r-tabs"[\s\S]*?<\/nav>/.exec(html)?.[0] ?? ''
const currentTab = (html: string) =>
  /aria-current="page">([\s\S]*?)<\/a>/
    .exec(tabsOf(html))?.[1]
    .replace(/<[^>]*>/g, '')
    .trim()

test.group('Saved views', (group) => {
  group.each.setup(async () => {
    // Many people sign in from one address.
    await forgetCounts()
    await db.from('table_views').delete()
    await db.from('table_view_defaults').delete()
    await db.table('dead_letters').insert({ id: newId(), queue: 'default', job: 'core.prune', payload: '{}', error: 'x', attempts: 1 })
    return async () => void (await db.from('dead_letters').delete())
  })

  test('what a list shows is kept under a name, and opens again', async ({ assert }) => {
    const { visitor, user } = await operator()
    const { id, location } = await saveView(visitor, LIST, {
      name: ' Open ones ',
      query: 'state=failed&sort=at&q=prune&cursor=x&view=open',
    })
    assert.equal(location, `${LIST}?view=${id}`)
    const row = (await rowOf(id))!
    assert.containSubset(row, { name: 'Open ones', user_id: user.id, tenant_id: null, list: 'operator.jobs.index', shared_role: null })
    assert.deepEqual(row.params, { state: 'failed', sort: 'at', q: 'prune' })
    const { text } = await visitor.open(location!)
    assert.equal(currentTab(text), 'Open ones')
    assert.match(text, /<option value="failed" selected>/)
    assert.match(text, /name="q" value="prune"/)
    assert.match(text, /aria-sort="ascending"/)
    assert.notInclude(text, 'Save changes')
  })

  test('the address may still change what a view brings; links carry that along, and it can be saved over', async ({ assert }) => {
    const { visitor } = await operator()
    const { id } = await saveView(visitor, LIST, { name: 'Open ones', query: 'state=failed' })
    const { text } = await visitor.open(`${LIST}?view=${id}&state=&sort=at`)
    assert.notMatch(text, /<option value="failed" selected>/)
    assert.include(text, 'Save changes')
    assert.match(text, /href="[^"]*sort=-at[^"]*"/)
    assert.match(text, new RegExp(`href="[^"]*view=${id}[^"]*state=(&|")`))
    const answer = await visitor.submit(`/account/views/${id}/save`, { at: LIST, version: '1', query: 'sort=at' })
    assert.equal(answer.location, `${LIST}?view=${id}`)
    assert.containSubset(await rowOf(id), { params: { sort: 'at' }, version: 2 })
    // Whoever still has the old page open is told.
    await visitor.submit(`/account/views/${id}/save`, { at: LIST, version: '1', query: 'q=old' })
    assert.deepEqual((await rowOf(id))!.params, { sort: 'at' })
  })

  test('views are renamed and deleted; a name serves once for a person and list, whatever its case', async ({ assert }) => {
    const { visitor } = await operator()
    const { id } = await saveView(visitor, LIST, { name: 'One', query: 'state=failed' })
    assert.equal((await saveView(visitor, LIST, { name: 'ONE', query: '' })).id, '')
    assert.isNotEmpty((await saveView(visitor, '/operator/events', { name: 'one', query: '' })).id)
    assert.isNotEmpty((await saveView((await operator()).visitor, LIST, { name: 'One', query: '' })).id)
    await visitor.submit(`/account/views/${id}`, { at: LIST, version: '1', name: 'Two' })
    assert.equal((await rowOf(id))!.name, 'Two')
    assert.equal((await visitor.open(`/account/views/${id}/remove?at=${LIST}`)).status, 200)
    await visitor.submit(`/account/views/${id}/remove`, { at: LIST })
    assert.isNull(await rowOf(id))
    const { status, text } = await visitor.open(`${LIST}?view=${id}`)
    assert.equal(status, 200)
    assert.include(text, 'was deleted or is no longer shared')
  })

  for (const [what, fields] of Object.entries<Record<string, string>>({
    'no name': { name: '   ' },
    'a long name': { name: 'x'.repeat(81) },
    'a strange role': { name: 'x', shared_role: 'king' },
  })) {
    test(`a form with ${what} saves nothing`, async ({ assert }) => {
      const { visitor } = await operator()
      assert.equal((await saveView(visitor, LIST, { query: '', ...fields })).id, '')
      assert.isEmpty(await db.from('table_views'))
    })
  }

  test('there is room for fifty, and the same name of eighty characters fits', async ({ assert }) => {
    const { visitor, user } = await operator()
    const rows = Array.from({ length: MAX_VIEWS - 1 }, (_, at) => ({
      ...{ id: newId(), user_id: user.id, list: 'operator.jobs.index', name: `View ${at}`, params: '{}' },
    }))
    await db.table('table_views').multiInsert(rows)
    assert.isNotEmpty((await saveView(visitor, LIST, { name: 'ж'.repeat(80), query: '' })).id)
    assert.equal((await saveView(visitor, LIST, { name: 'One more', query: '' })).id, '')
    const { text } = await visitor.open(LIST)
    assert.include(text, '44 more')
  })

  test('of a hundred saved at once fifty are kept', async ({ assert }) => {
    const { visitor, user } = await operator()
    await visitor.open(LIST)
    await Promise.all(Array.from({ length: 60 }, (_, at) => visitor.submit('/account/views', { at: LIST, name: `View ${at}`, query: '' })))
    assert.lengthOf(await db.from('table_views').where('user_id', user.id), MAX_VIEWS)
  })

  test('a view whose filters, order or search are gone opens with a word, and without them', async ({ assert }) => {
    const { visitor, user } = await operator()
    const id = newId()
    const params = { state: 'exploded', sort: 'colour', planet: 'mars', at_from: 'soon', q: 'prune' }
    await db.table('table_views').insert({ id, user_id: user.id, list: 'operator.jobs.index', name: 'Old', params })
    const { status, text } = await visitor.open(`${LIST}?view=${id}`)
    assert.equal(status, 200)
    const dropped = /left out: ([^.]*)\./.exec(text)?.[1].split(', ') ?? []
    assert.sameMembers(dropped, ['State', 'order', 'planet', 'Gave up'])
    assert.match(text, /name="q" value="prune"/)
    assert.include(text, 'Save changes')
    assert.equal((await visitor.open(`${LIST}?view=${id}&export=csv`)).status, 200)
    // What the address itself says is still refused.
    assert.equal((await visitor.open(`${LIST}?view=${id}&state=exploded`)).status, 422)
    assert.equal((await visitor.open(`${LIST}?view=nothing`)).status, 422)
  })

  test('bulk actions on all that match touch what the view shows', async ({ assert }) => {
    const { visitor } = await operator()
    const { id } = await saveView(visitor, LIST, { name: 'Prunes', query: 'q=core.prune&state=failed' })
    const { text } = await visitor.open(`${LIST}?view=${id}`)
    const query = /name="query" value="([^"]*)"[\s\S]*?name="matching"/.exec(text)?.[1].replaceAll('&amp;', '&')
    assert.deepEqual(Object.fromEntries(new URLSearchParams(query)), { q: 'core.prune', state: 'failed' })
  })
})

test.group('Views that lists open with', (group) => {
  group.each.setup(async () => {
    // Many people sign in from one address.
    await forgetCounts()
    await db.from('table_views').delete()
    await db.from('table_view_defaults').delete()
  })

  test('an address without parameters opens what one chose; the whole list is one click away', async ({ assert }) => {
    const { visitor } = await operator()
    const { id } = await saveView(visitor, LIST, { name: 'Mine', query: 'state=failed', is_default: '1' })
    const { text } = await visitor.open(LIST)
    assert.equal(currentTab(text), 'Mine')
    assert.include(tabsOf(text), `href="${LIST}?view=all"`)
    assert.equal(currentTab((await visitor.open(`${LIST}?view=all`)).text), 'All')
    assert.equal(currentTab((await visitor.open(`${LIST}?sort=at`)).text), 'All')
    await visitor.submit('/account/views/choose', { at: LIST, view: '', open: id })
    assert.equal(currentTab((await visitor.open(LIST)).text), 'All')
  })

  test('a view that comes with the list can be chosen as well, one that nobody has cannot', async ({ assert }) => {
    const { visitor } = await operator()
    await visitor.open(LIST)
    await visitor.submit('/account/views/choose', { at: LIST, view: 'open', open: 'open' })
    assert.equal(currentTab((await visitor.open(LIST)).text), 'To decide')
    assert.equal((await visitor.submit('/account/views/choose', { at: LIST, view: newId() })).status, 404)
    await visitor.submit('/account/views/choose', { at: LIST, view: 'gone' })
    assert.equal(currentTab((await visitor.open(LIST)).text), 'All')
  })

  test('a role’s list opens with what is shared as its default; one’s own choice wins', async ({ assert }) => {
    const { visitor, tenant } = await member(undefined, 'owner')
    const at = '/seller/products'
    const forAll = await saveView(visitor, at, { name: 'For all', query: 'status=draft', shared_role: 'everyone', is_role_default: '1' })
    const clerk = await member(tenant, 'user')
    assert.equal(currentTab((await clerk.visitor.open(at)).text), 'For all')
    const first = await saveView(visitor, at, { name: 'First', query: 'status=hidden', shared_role: 'user', is_role_default: '1' })
    const second = await saveView(visitor, at, { name: 'Second', query: 'status=published', shared_role: 'user', is_role_default: '1' })
    assert.equal(currentTab((await clerk.visitor.open(at)).text), 'Second')
    assert.containSubset(await rowOf(first.id), { is_role_default: false })
    assert.equal(currentTab((await visitor.open(at)).text), 'For all', 'the owner is no employee')
    await clerk.visitor.submit('/account/views/choose', { at, view: 'all', open: 'all' })
    assert.equal(currentTab((await clerk.visitor.open(at)).text), 'All')
    await clerk.visitor.submit('/account/views/choose', { at, view: forAll.id, open: forAll.id })
    assert.equal(currentTab((await clerk.visitor.open(at)).text), 'For all')
    // What is not shared any more is nobody else's default.
    await visitor.submit(`/account/views/${forAll.id}`, { at, version: '1', name: 'For all' })
    assert.equal(currentTab((await clerk.visitor.open(at)).text), 'Second')
    assert.include((await clerk.visitor.open(`${at}?view=${second.id}`)).text, 'Second')
  })
})
