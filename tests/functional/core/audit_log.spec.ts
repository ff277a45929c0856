import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { systemActor } from '#core/actor'
import { Audit } from '#core/audit/audit'
import SealAuditLog from '#core/audit/seal_audit_log'
import { verifyAuditLog } from '#core/audit/verify_audit_log'
import { newId } from '#core/ids'
import { sqlRun } from '#core/database/sql'
import { act, ageRows } from '#tests/support/audit'

const tamper = async (sql: string, bindings: string[] = []) => {
  await db.rawQuery('alter table audit_log disable trigger user')
  await sqlRun(db, sql, bindings)
  await db.rawQuery('alter table audit_log enable trigger user')
}

test.group('Audit log', () => {
  test('a row can be neither changed nor deleted', async ({ assert }) => {
    await act('test.done')
    await assert.rejects(() => db.rawQuery(`update audit_log set action = 'test.other'`), /append-only/)
    await assert.rejects(() => db.rawQuery('delete from audit_log'), /append-only/)
    await assert.rejects(() => db.rawQuery('truncate audit_log'), /append-only/)
  })

  test('an act that cannot be audited does not happen', async ({ assert }) => {
    const key = `audit.${newId()}`
    const attempt = db.transaction(async (trx) => {
      await trx.table('settings').insert({ key, value: '1' })
      await new Audit().record(trx, {
        actor: { ...systemActor('test'), ip: 'not an address' },
        action: 'test.done',
        target: { type: 'thing', id: '1' },
      })
    })
    await assert.rejects(() => attempt)
    assert.isNull(await db.from('settings').where('key', key).first())
  })

  test('the chain holds over several rounds of sealing, and any change is named', async ({ assert }) => {
    for (const round of [1, 2]) {
      await Promise.all(Array.from({ length: 20 }, (_, at) => act('test.done', { round, at, text: 'ёж' })))
      await ageRows()
      await new SealAuditLog().handle()
    }
    const verdict = await verifyAuditLog()
    assert.isTrue(verdict.ok)
    assert.isAtLeast(verdict.sealed, 40)
    assert.equal(verdict.unsealed, 0)

    const victim = await db.from('audit_log').orderBy('seal_no').offset(7).firstOrFail()
    await tamper(`update audit_log set after = '{"amount": 2}' where seq = ?`, [victim.seq])
    assert.include(await verifyAuditLog(), { ok: false, brokenAt: victim.seq, problem: 'the row was changed' })
    await tamper(`update audit_log set after = ?::jsonb where seq = ?`, [JSON.stringify(victim.after), victim.seq])
    assert.isTrue((await verifyAuditLog()).ok)
  })

  test('a row cut out of the middle or off the end is noticed', async ({ assert }) => {
    await db.rawQuery('create temporary table kept as select * from audit_log')
    const restore = () => tamper('insert into audit_log select * from kept on conflict do nothing')
    for (const order of ['asc', 'desc'] as const) {
      const row = await db
        .from('audit_log')
        .orderBy('seal_no', order)
        .offset(order === 'asc' ? 3 : 0)
        .firstOrFail()
      await tamper('delete from audit_log where seq = ?', [row.seq])
      assert.isFalse((await verifyAuditLog()).ok)
      await restore()
    }
    assert.isTrue((await verifyAuditLog()).ok)
  })
})
