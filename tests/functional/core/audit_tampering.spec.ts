import { appendFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { sqlRows, sqlRun } from '#core/database/sql'
import { copyToFile } from '#core/audit/audit_file'
import { verifyAuditFile } from '#core/audit/verify_audit_file'
import { verifyAuditLog } from '#core/audit/verify_audit_log'
import { sealRows } from '#tests/support/audit'

type Sealed = { seq: number; seal_no: number; hash: string }

/** Whoever owns the database can switch its guards off: that is what the chain is for. */
async function withoutGuards(work: () => Promise<unknown>) {
  await db.rawQuery('alter table audit_log disable trigger user')
  await work()
  await db.rawQuery('alter table audit_log enable trigger user')
}

let rows: Sealed[]
const at = (place: number) => rows[rows.length - 20 + place]

const TAMPERINGS: [string, () => Promise<unknown>, () => { brokenAt: number; problem: string }][] = [
  [
    'a row changed',
    () => sqlRun(db, `update audit_log set reason = 'never said' where seq = ?`, [at(7).seq]),
    () => ({ brokenAt: at(7).seq, problem: 'the row was changed' }),
  ],
  [
    'a row changed and sealed anew by itself',
    () => sqlRun(db, `update audit_log set reason = 'never said', hash = repeat('a', 64) where seq = ?`, [at(7).seq]),
    () => ({ brokenAt: at(7).seq, problem: 'the row was changed' }),
  ],
  [
    'a row removed from the middle',
    () => sqlRun(db, 'delete from audit_log where seq = ?', [at(7).seq]),
    () => ({ brokenAt: at(8).seq, problem: 'a row before it is missing or was put in' }),
  ],
  [
    'a row removed and the places closed up',
    async () => {
      await sqlRun(db, 'delete from audit_log where seq = ?', [at(18).seq])
      await sqlRun(db, 'update audit_log set seal_no = seal_no - 1 where seq = ?', [at(19).seq])
    },
    () => ({ brokenAt: at(19).seq, problem: 'a row before it is missing or was put in' }),
  ],
  [
    'the first rows removed',
    () => sqlRun(db, 'delete from audit_log where seal_no <= 2'),
    () => ({ brokenAt: rows[2].seq, problem: 'a row before it is missing or was put in' }),
  ],
  [
    'the last rows removed',
    () => sqlRun(db, 'delete from audit_log where seal_no >= ?', [at(17).seal_no]),
    () => ({ brokenAt: at(16).seq, problem: 'rows after it are missing' }),
  ],
  [
    'every sealed row removed',
    () => sqlRun(db, 'delete from audit_log where seal_no is not null'),
    () => ({ brokenAt: 0, problem: 'rows after it are missing' }),
  ],
  [
    'the head removed',
    () => sqlRun(db, 'delete from audit_head'),
    () => ({ brokenAt: rows.at(-1)!.seq, problem: 'the head does not know it' }),
  ],
  [
    'a row put in at the end',
    () =>
      sqlRun(
        db,
        `insert into audit_log (id, actor_kind, action, target_type, target_id, seal_no, prev_hash, hash)
         select gen_random_uuid(), 'system', 'test.forged', 'thing', '1', seal_no + 1, hash, repeat('b', 64) from audit_head`
      ),
    () => ({ brokenAt: Number.NaN, problem: 'the row was changed' }),
  ],
  [
    'two rows exchanged',
    async () => {
      const [one, other] = [at(4), at(5)]
      await sqlRun(db, 'update audit_log set seal_no = null where seq = ?', [one.seq])
      await sqlRun(db, 'update audit_log set seal_no = ? where seq = ?', [one.seal_no, other.seq])
      await sqlRun(db, 'update audit_log set seal_no = ? where seq = ?', [other.seal_no, one.seq])
    },
    () => ({ brokenAt: at(5).seq, problem: 'a row before it is missing or was put in' }),
  ],
]

test.group('Tampering with the audit log', (group) => {
  group.setup(() => sealRows(20))
  group.each.setup(async () => {
    const undo = await testUtils.db().wrapInGlobalTransaction()
    rows = await sqlRows<Sealed>(db, 'select seq, seal_no, hash from audit_log where seal_no is not null order by seal_no')
    return undo
  })

  for (const [what, tamper, expected] of TAMPERINGS) {
    test(`${what}: noticed, and the first place is named`, async ({ assert }) => {
      assert.isTrue((await verifyAuditLog()).ok)
      assert.isAtLeast(rows.length, 20)
      await withoutGuards(tamper)
      const { ok, brokenAt, problem } = await verifyAuditLog()
      const { brokenAt: place, problem: said } = expected()
      assert.isFalse(ok)
      assert.equal(problem, said)
      if (!Number.isNaN(place)) assert.equal(brokenAt, place)
    })
  }
})

const without = (place: number) => (lines: string[]) => lines.filter((_, index) => index !== place)

const EDITS: [string, (lines: string[]) => string[], number, string][] = [
  ['a line changed', (lines) => lines.with(3, lines[3].replace('"action":"', '"action":"x')), 4, 'the line was changed'],
  ['a line that is no JSON', (lines) => lines.with(3, 'x'), 4, 'the line cannot be read'],
  ['a line removed', without(3), 4, 'a line before it is missing or was put in'],
  ['the first line removed', without(0), 1, 'a line before it is missing or was put in'],
  ['a line twice', (lines) => lines.toSpliced(3, 0, lines[2]), 4, 'a line before it is missing or was put in'],
  ['two lines exchanged', (lines) => lines.with(3, lines[4]).with(4, lines[3]), 4, 'a line before it is missing or was put in'],
]

test.group('Tampering with the file of the audit log', (group) => {
  let folder: string
  let file: string
  group.setup(() => sealRows(20))
  group.each.setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rialto-audit-'))
    file = join(folder, 'audit.jsonl')
    await copyToFile(file)
    return () => rm(folder, { recursive: true })
  })

  const readLines = async () => (await readFile(file, 'utf8')).trimEnd().split('\n')
  const write = (lines: string[]) => writeFile(file, lines.map((line) => line + '\n').join(''))

  for (const [what, edit, brokenAt, problem] of EDITS) {
    test(`${what}: noticed, and the first line is named`, async ({ assert }) => {
      const lines = await readLines()
      assert.include(await verifyAuditFile(file), { ok: true, lines: lines.length })
      const changed = edit(lines)
      await write(changed)
      assert.include(await verifyAuditFile(file), { ok: false, brokenAt, problem })
    })
  }

  test('the end cut off: noticed, and written again from the database', async ({ assert }) => {
    const lines = await readLines()
    await write(lines.slice(0, -3))
    assert.include(await verifyAuditFile(file), { ok: false, brokenAt: lines.length - 2, problem: 'lines are missing at the end' })
    await copyToFile(file)
    assert.deepEqual(await readLines(), lines)
    assert.isTrue((await verifyAuditFile(file))!.ok)
  })

  test('the database rewritten from some row on: the file parts from it', async ({ assert }) => {
    const lines = await readLines()
    const last = JSON.parse(lines.at(-1)!) as { seal_no: number; hash: string }
    await withoutGuards(() => sqlRun(db, `update audit_log set hash = repeat('c', 64) where seal_no = ?`, [last.seal_no]))
    const verdict = await verifyAuditFile(file)
    await withoutGuards(() => sqlRun(db, 'update audit_log set hash = ? where seal_no = ?', [last.hash, last.seal_no]))
    assert.include(verdict, { ok: false, brokenAt: lines.length, problem: 'the database has another row, or none, in its place' })
    assert.isTrue((await verifyAuditFile(file))!.ok)
  })

  test('a copy that a crash cut short within a line is taken up where it was whole; copies at once write each line once', async ({
    assert,
  }) => {
    const lines = await readLines()
    await truncate(file, Buffer.byteLength(lines.slice(0, -1).join('\n')) + 40)
    await Promise.all([copyToFile(file), copyToFile(file), copyToFile(file)])
    await copyToFile(file)
    assert.deepEqual(await readLines(), lines)
  })

  test('a file of something else is kept beside, never written over', async ({ assert }) => {
    const lines = await readLines()
    await appendFile(file, '{"note":"not ours"}\n')
    await copyToFile(file)
    assert.deepEqual(await readLines(), lines)
  })

  test('where there is none, nothing is claimed', async ({ assert }) => {
    assert.isNull(await verifyAuditFile(join(folder, 'no-such-file')))
  })
})
