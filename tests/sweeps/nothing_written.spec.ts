import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { changedTables, databasePrint } from './support/database_print.js'
import { refusedWithoutTrace, type Attempt } from './support/nothing_written.js'

const KEY = `test.${newId().slice(-12)}`

const rows = () => db.from('settings').where('key', KEY)
const insert = (client: Pick<typeof db, 'table'> = db) => client.table('settings').insert({ key: KEY, value: '1' })

/** As a door answers that refuses, whatever was done behind it. */
const refusal = (work: () => Promise<unknown>, status = 422) => [
  async (): Promise<Attempt> => {
    await work()
    return { what: 'planted', reply: { status, headers: new Headers(), text: '', json: null } }
  },
]

test.group('What the sweeps notice', (group) => {
  group.each.teardown(async () => void (await rows().delete()))

  test('a row inserted, changed or removed is told by its table; reading and giving up leave no trace', async ({ assert }) => {
    const quiet: [string, () => Promise<unknown>][] = [
      ['reading', () => db.from('settings')],
      ['giving up', () => db.transaction((trx) => insert(trx).then(() => trx.rollback()))],
    ]
    const writes: [string, () => Promise<unknown>][] = [
      ['inserting', () => insert()],
      ['changing', () => rows().update({ value: '2' })],
      ['removing', () => rows().delete()],
    ]
    for (const [what, work] of [...quiet, ...writes]) {
      const before = await databasePrint()
      await work()
      const changed = changedTables(before, await databasePrint())
      if (writes.some(([name]) => name === what)) assert.include(changed, 'settings', what)
      else assert.notInclude(changed, 'settings', what)
    }
  })

  test('a row is noticed when it is committed, whenever it was written', async ({ assert }) => {
    const slow = await db.transaction()
    await insert(slow)
    const before = await databasePrint()
    assert.notInclude(changedTables(before, await databasePrint()), 'settings')
    await slow.commit()
    assert.include(changedTables(before, await databasePrint()), 'settings')
  })

  test('a refused request that wrote is complained about; one that was accepted, or wrote nothing, is not', async ({ assert }) => {
    const guilty = await refusedWithoutTrace(refusal(() => insert()))
    assert.match(guilty.complaint ?? '', /^.*settings.* changed by a refused request: planted \(422\)$/)
    const accepted = await refusedWithoutTrace(refusal(() => rows().delete(), 200))
    assert.isNull(accepted.complaint)
    const innocent = await refusedWithoutTrace(refusal(() => rows()))
    assert.notInclude(innocent.complaint ?? '', 'settings')
  })
})
