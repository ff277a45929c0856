import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import fc from 'fast-check'
import { newId } from '#core/ids'
import SealLog from '#registry/log/seal_log'
import { verifyLog, verifyLogIn } from '#registry/log/verify_log'
import { appendToLog } from '#registry/log/append_to_log'
import { isSignedBy } from '#registry/signing/ed25519'
import { hashOfLink, sha256Hex, statementOf, type LogLink } from '#registry/log/log_chain'
import { systemActor } from '#core/actor'
import { published, withdraw } from '#tests/support/withdrawals'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

const seal = () => new SealLog().handle()

type Entry = LogLink & { payload: string; hash: string; signature: string; public_key: string }

/** Does something to the log behind its guard, looks, and undoes it. */
async function tamper(change: (trx: TransactionClientContract) => Promise<unknown>) {
  const trx = await db.transaction()
  await trx.rawQuery('alter table log_entries disable trigger log_entries_guard')
  await change(trx)
  const verdict = await verifyLogIn(trx)
  await trx.rollback()
  return verdict
}

test.group('The public log', () => {
  test('holds publishing, hiding and keys, gapless however many write at once; the verifier agrees', async ({ assert }) => {
    const { name, pluginId } = await published()
    const write = (at: number) => db.transaction((trx) => appendToLog(trx, 'test', { at }))
    await Promise.all([...Array.from({ length: 20 }, (_, at) => write(at)), seal(), seal()])
    await withdraw({ actor: systemActor('test'), pluginId, act: 'take_down' })
    await withdraw({ actor: systemActor('test'), pluginId, act: 'restore' })
    await Promise.all([seal(), seal()])
    const rows = (await db.from('log_entries').whereNotNull('seq').orderBy('seq')) as { seq: number; event: string; payload: string }[]
    assert.deepEqual(
      rows.map(({ seq }) => seq),
      rows.map((_, at) => at + 1)
    )
    const own = rows.filter(({ payload }) => (JSON.parse(payload) as { plugin?: string }).plugin === name)
    assert.deepEqual(
      own.map(({ event }) => event),
      ['version_published', 'plugin_taken_down', 'plugin_active']
    )
    assert.isTrue(rows.some(({ event }) => event === 'key_added'))
    const verdict = await verifyLog()
    assert.deepInclude(verdict, { ok: true, sealed: rows.length, unsealed: 0, problem: null })
  })

  test('numbers by commit: a writer that takes long holds nobody up and comes later', async ({ assert }) => {
    const [slow, quick] = [newId(), newId()]
    const trx = await db.transaction()
    await appendToLog(trx, 'test', { id: slow })
    await db.transaction((other) => appendToLog(other, 'test', { id: quick }))
    await seal()
    await trx.commit()
    await seal()
    const seqOf = async (id: string) => (await db.from('log_entries').whereLike('payload', `%${id}%`).firstOrFail()).seq as number
    assert.isAbove(await seqOf(slow), await seqOf(quick))
    assert.isTrue((await verifyLog()).ok)
  })

  test('can be checked by anybody from what the API answers, page by page', async ({ client, assert }) => {
    await seal()
    let after = 0
    let previous = '0'.repeat(64)
    for (;;) {
      const { data, meta } = (await client.get('/api/v1/log').qs({ after, limit: 7 })).body() as {
        data: Entry[]
        meta: { next_after: number | null; head: { seq: number; hash: string } }
      }
      for (const entry of data) {
        assert.equal(entry.seq, ++after)
        assert.equal(entry.prev_hash, previous)
        assert.equal(sha256Hex(entry.payload), entry.payload_hash)
        assert.equal(hashOfLink(entry), entry.hash)
        assert.isTrue(isSignedBy(entry.public_key, statementOf(entry.hash), entry.signature))
        previous = entry.hash
      }
      if (meta.next_after !== null) continue
      assert.deepEqual(meta.head, { seq: after, hash: previous })
      break
    }
    ;(await client.get('/api/v1/log?limit=501')).assertStatus(422)
  })

  test('cannot be changed or shortened by the application', async ({ assert }) => {
    await seal()
    await assert.rejects(() => db.from('log_entries').where('seq', 1).update({ event: 'other' }), /only ever added to/)
    await assert.rejects(() => db.from('log_entries').where('seq', 1).delete(), /only ever added to/)
    assert.isTrue((await verifyLog()).ok)
  })

  test('any entry changed, removed, swapped or put in is noticed', async ({ assert }) => {
    await seal()
    const { seq: length } = (await db.from('log_head').firstOrFail()) as { seq: number }
    const entry = fc.integer({ min: 1, max: length })
    const forgery = fc.oneof(
      fc.record({ kind: fc.constant('change' as const), seq: entry, column: fc.constantFrom('event', 'payload', 'at', 'signature') }),
      fc.record({ kind: fc.constant('remove' as const), seq: entry }),
      fc.record({ kind: fc.constant('rechain' as const), seq: entry }),
      fc.record({ kind: fc.constant('swap' as const), seq: entry, other: entry }).filter(({ seq, other }) => seq !== other),
      fc.record({ kind: fc.constant('insert' as const), seq: entry })
    )
    const property = fc.asyncProperty(forgery, async (forged) => {
      const verdict = await tamper((trx) => forge(trx, forged))
      return !verdict.ok && verdict.problem !== null
    })
    await fc.assert(property, { numRuns: 50 })
    assert.isTrue((await verifyLog()).ok)
  })
})

type Forgery =
  | { kind: 'change'; seq: number; column: string }
  | { kind: 'remove' | 'insert' | 'rechain'; seq: number }
  | { kind: 'swap'; seq: number; other: number }

async function forge(trx: TransactionClientContract, forged: Forgery): Promise<unknown> {
  const at = () => trx.from('log_entries').where('seq', forged.seq)
  if (forged.kind === 'remove') return at().delete()
  if (forged.kind === 'change') {
    const value = forged.column === 'at' ? trx.raw(`at + interval '1 microsecond'`) : trx.raw('? || ??', [' ', forged.column])
    return at().update({ [forged.column]: value })
  }
  if (forged.kind === 'insert') {
    await trx.rawQuery('update log_entries set seq = -seq where seq >= ?', [forged.seq])
    await trx.rawQuery('update log_entries set seq = 1 - seq where seq < 0')
    return trx.rawQuery(
      `insert into log_entries (at, event, payload, seq, payload_hash, prev_hash, hash, key_id, signature)
       select at, event, payload, ?, payload_hash, prev_hash, md5(random()::text) || md5(random()::text), key_id, signature from log_entries where seq = ?`,
      [forged.seq, forged.seq + 1]
    )
  }
  if (forged.kind === 'swap') {
    return trx.rawQuery(
      `with a as (select * from log_entries where seq = :seq), b as (select * from log_entries where seq = :other)
       update log_entries e set event = x.event, payload = x.payload, at = x.at
         from (select :seq::bigint as seq, event, payload || ' ' as payload, at from b union all select :other::bigint, event, payload || ' ', at from a) x where e.seq = x.seq`,
      forged
    )
  }
  // Somebody who knows how it is made and has no key: the entry and its hash agree, the signature does not.
  const row = (await at()
    .select(trx.raw(`*, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`))
    .firstOrFail()) as LogLink
  const link = { ...row, payload_hash: sha256Hex('{}') }
  return at().update({ payload: '{}', payload_hash: link.payload_hash, hash: hashOfLink(link) })
}
