import { test } from '@japa/runner'
import { defineTable } from '#core/tables/table'
import type { TableSpec } from '#core/tables/table_definition'

type Row = { id: string; title: string; status: string }

const spec: TableSpec<Row> = {
  name: 'test.things',
  caption: 'test.things',
  columns: [
    { key: 'title', label: 'test.title', sort: 'lower_title' },
    { key: 'status', label: 'test.status', format: 'status' },
  ],
  search: (query) => query,
  filters: [
    { key: 'status', label: 'test.status', kind: 'choice', options: [{ value: 'draft', label: 'x' }] },
    { key: 'is_new', label: 'test.new', kind: 'boolean' },
    { key: 'owner', label: 'test.owner', kind: 'id' },
    { key: 'made', label: 'test.made', kind: 'dates' },
    { key: 'price', label: 'test.price', kind: 'numbers' },
  ],
  views: [{ key: 'drafts', label: 'test.drafts', query: { status: 'draft', sort: '-title' } }],
  defaultSort: 'title',
}
const table = defineTable(spec)

const problemsOf = (query: Record<string, unknown>) => {
  try {
    table.read(query)
    return []
  } catch (error) {
    return (error as { details: { field: string }[] }).details.map(({ field }) => field)
  }
}

test.group('The address of a list', () => {
  test('says what is shown: search, filters, sort', ({ assert }) => {
    const state = table.read({ q: ' blue ', sort: '-title', status: 'draft', is_new: '0', made_from: '2026-01-01', price_max: '9.5' })
    assert.equal(state.search, 'blue')
    assert.deepEqual(state.filters, {
      status: 'draft',
      is_new: false,
      made: { from: '2026-01-01', to: undefined },
      price: { min: undefined, max: 9.5 },
    })
    assert.deepEqual(state.sort.columns, [
      { column: 'lower_title', direction: 'desc' },
      { column: 'id', direction: 'desc' },
    ])
  })

  test('a view brings its filters, which the address may still change', ({ assert }) => {
    assert.deepEqual(table.read({ view: 'drafts' }).filters, { status: 'draft' })
    assert.equal(table.read({ view: 'drafts' }).sort.direction, 'desc')
    assert.equal(table.read({ view: 'drafts', sort: 'title' }).sort.direction, 'asc')
    assert.deepEqual(table.read({ view: 'drafts', status: '' }).filters, {})
  })

  test('parameters the table does not have are neither used nor carried along', ({ assert }) => {
    assert.deepEqual(table.read({ evil: '1', status: 'draft' }).params, { status: 'draft' })
  })

  for (const [field, value] of Object.entries({
    sort: 'status',
    view: 'nope',
    status: 'published',
    is_new: 'yes',
    owner: "1'; drop table users",
    made_from: '2026-02-30',
    made_to: 'yesterday',
    price_min: 'cheap',
    q: ['a', 'b'],
    cursor: { a: '1' },
  })) {
    test(`nonsense in ${field} is refused by name`, ({ assert }) => {
      assert.deepEqual(problemsOf({ [field]: value }), [field])
    })
  }

  test('several mistakes are told at once', ({ assert }) => {
    assert.sameMembers(problemsOf({ sort: 'x', status: 'y', made_from: 'z' }), ['sort', 'status', 'made_from'])
  })

  test('a declaration that cannot work fails when it is made', ({ assert }) => {
    assert.throws(() => defineTable({ ...spec, defaultSort: 'status' }), /no sort/)
    assert.throws(() => defineTable({ ...spec, columns: [...spec.columns, spec.columns[0]] }), /twice/)
    assert.throws(() => defineTable({ ...spec, views: [{ key: 'bad', label: 'x', query: { status: 'gone' } }] }), /filtered/)
  })
})
