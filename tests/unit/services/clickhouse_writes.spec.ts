import { Readable } from 'node:stream'
import { type ClickHouseSettings } from '@clickhouse/client'
import { test } from '@japa/runner'
import { loadSecrets } from '#services/secrets'
import { FrontFixture } from '#tests/support/clickhouse_front'

const fixture = new FrontFixture()

test.group('ClickHouse front: writes, refusals and limits', (group) => {
  group.setup(() => fixture.start())

  test('rows are inserted from objects, arrays and streams', async ({ assert }) => {
    await fixture.createTable('n UInt32, s String')
    const insert = (values: unknown[] | Readable, rest: object) =>
      fixture.client.insert({ table: 'front', values: values as unknown[], ...rest } as Parameters<typeof fixture.client.insert>[0])
    await insert([{ n: 1, s: 'один\n\nдва' }], { format: 'JSONEachRow' })
    await insert([[2, "it's"]], { format: 'JSONCompactEachRow' })
    await insert([{ n: 3 }], { format: 'JSONEachRow', columns: ['n'] })
    await insert(Readable.from([{ n: 4, s: 'поток' }]), { format: 'JSONEachRow' })
    await insert(Readable.from(['5\ttsv\n'], { objectMode: false }), { format: 'TabSeparated' })
    assert.deepEqual(await fixture.rowsOf('SELECT n, s FROM front ORDER BY n'), [
      { n: 1, s: 'один\n\nдва' },
      { n: 2, s: "it's" },
      { n: 3, s: '' },
      { n: 4, s: 'поток' },
      { n: 5, s: 'tsv' },
    ])
  })

  test('100,000 rows go in by one insert', async ({ assert }) => {
    await fixture.createTable('n UInt32, s String')
    const values = Array.from({ length: 100_000 }, (_, n) => ({ n, s: `row ${n}` }))
    await fixture.client.insert({ table: 'front', values, format: 'JSONEachRow' })
    assert.deepEqual(await fixture.rowsOf('SELECT count() AS c, uniqExact(s) AS u FROM front'), [{ c: 100_000, u: 100_000 }])
  })

  test('a bad row refuses the whole insert', async ({ assert }) => {
    await fixture.createTable('n UInt32')
    const values = [{ n: 1 }, { n: 'not a number' }]
    const refusal = await fixture.client.insert({ table: 'front', values, format: 'JSONEachRow' }).catch((error) => error)
    assert.match(refusal.message, /parse/i)
    assert.deepEqual(await fixture.rowsOf('SELECT count() AS c FROM front'), [{ c: 0 }])
  })

  test('rows are never run as SQL, whatever they hold', async ({ assert }) => {
    await fixture.createTable('s String')
    const hostile = 'a\n\n; DROP TABLE front\n'
    const values = Readable.from([hostile], { objectMode: false })
    await fixture.client.insert({ table: 'front', values, format: 'TabSeparated' })
    await fixture.client.command({ query: `INSERT INTO front FORMAT TabSeparated\n${hostile}` })
    const [{ c }] = await fixture.rowsOf<{ c: number }>("SELECT count() AS c FROM front WHERE s = '; DROP TABLE front'")
    assert.equal(c, 2)
  })

  test('INSERT … VALUES and INSERT … SELECT work', async ({ assert }) => {
    await fixture.createTable('n UInt32, s String')
    await fixture.client.command({ query: "INSERT INTO front VALUES (1, 'a;b'), (2, 'it''s')" })
    await fixture.client.command({ query: 'INSERT INTO front (n, s) VALUES ({n:UInt32}, {s:String})', query_params: { n: 3, s: 'й' } })
    await fixture.client.command({ query: "INSERT INTO front SELECT number, 'x' FROM numbers(2)" })
    assert.deepEqual(await fixture.rowsOf('SELECT count() AS c FROM front'), [{ c: 5 }])
  })

  const multiple = ['SELECT 1; DROP TABLE front', "SELECT ‘ '’; DROP TABLE front --'", "SELECT $$'$$; DROP TABLE front --'"]
  test('a second statement is refused')
    .with([...multiple, 'INSERT INTO front VALUES (1)\n\n; DROP TABLE front', 'SELECT 1 /* ; */ ; SELECT 2'])
    .run(async ({ assert }, query) => {
      await fixture.createTable('n UInt32')
      const refusal = await fixture.client.command({ query }).catch((error) => error)
      assert.equal(refusal.code, '62')
      assert.deepEqual(await fixture.rowsOf('SELECT count() AS c FROM front'), [{ c: 0 }])
    })

  test('one trailing semicolon, comments and quotes are fine')
    .with(['SELECT 1;', "SELECT ';' -- ;\n", 'SELECT 1 AS `a;b` /* ; */', "SELECT 'it''s; \\'fine'"])
    .run(async ({ assert }, query) => {
      await assert.doesNotReject(() => fixture.client.command({ query }))
    })

  test('the files and the network of the machine are out of reach')
    .with([
      "SELECT * FROM file('/etc/passwd', 'LineAsString')",
      "SELECT * FROM `file` /* */ ('/etc/passwd', 'LineAsString')",
      "SELECT * FROM url('http://127.0.0.1/', 'LineAsString')",
      "INSERT INTO front FROM INFILE '/etc/passwd' FORMAT LineAsString",
      "SELECT 1 INTO OUTFILE '/tmp/out'",
      "CREATE TABLE leak (s String) ENGINE = File(LineAsString, '/etc/passwd')",
    ])
    .run(async ({ assert }, query) => {
      const refusal = await fixture.client.command({ query }).catch((error) => error)
      assert.equal(refusal.type, 'ACCESS_DENIED')
    })

  test('a query past its time or memory ends, and the engine lives on', async ({ assert }) => {
    const run = (query: string, clickhouse_settings: ClickHouseSettings) =>
      fixture.client.command({ query, clickhouse_settings }).catch((error) => error)
    const late = await run('SELECT count() FROM system.numbers', { max_execution_time: 1 })
    assert.equal(late.type, 'TIMEOUT_EXCEEDED')
    const query = 'SELECT groupArray(number) FROM numbers(100000000)'
    assert.equal((await run(query, { max_memory_usage: '50000000' })).type, 'MEMORY_LIMIT_EXCEEDED')
    assert.isTrue((await fixture.client.ping({ select: true })).success)
  })

  test('an abort ends the query inside the engine too', async ({ assert }) => {
    const abort = new AbortController()
    const marker = "SELECT count(), 'abort me' FROM system.numbers"
    const running = fixture.client.command({ query: marker, abort_signal: abort.signal }).catch(() => 'aborted')
    const left = async () =>
      (await fixture.rowsOf<{ c: number }>('SELECT count() AS c FROM system.processes WHERE query LIKE {q:String}', { q: marker }))[0].c
    while (!(await left())) continue
    abort.abort()
    assert.equal(await running, 'aborted')
    while (await left()) continue
  })

  test('keeps what analytics needs: views, states, final rows, dictionaries of low cardinality', async ({ assert }) => {
    await fixture.createTable('d Date, n UInt64, c LowCardinality(String)')
    for (const query of [
      'CREATE OR REPLACE TABLE sums (d Date, s AggregateFunction(sum, UInt64)) ENGINE = AggregatingMergeTree ORDER BY d',
      'DROP VIEW IF EXISTS to_sums',
      'CREATE MATERIALIZED VIEW to_sums TO sums AS SELECT d, sumState(n) AS s FROM front GROUP BY d',
    ]) {
      await fixture.client.command({ query })
    }
    await fixture.client.insert({ table: 'front', values: [{ d: '2026-01-01', n: 2, c: 'a' }], format: 'JSONEachRow' })
    await fixture.client.insert({ table: 'front', values: [{ d: '2026-01-01', n: 3, c: 'b' }], format: 'JSONEachRow' })
    assert.deepEqual(await fixture.rowsOf('SELECT d, toUInt32(sumMerge(s)) AS n FROM sums GROUP BY d'), [{ d: '2026-01-01', n: 5 }])
    for (const query of ['DROP VIEW to_sums', 'DROP TABLE sums']) await fixture.client.command({ query })
  })

  test('a body that is not what its encoding says is refused', async ({ assert }) => {
    const headers = {
      'authorization': `Basic ${Buffer.from(`default:${loadSecrets().clickhousePassword}`).toString('base64')}`,
      'content-encoding': 'gzip',
    }
    const answer = await fetch(fixture.front.url, { method: 'POST', body: 'SELECT 1', headers })
    assert.equal(answer.status, 400)
    assert.equal(answer.headers.get('x-clickhouse-exception-code'), '271')
    assert.isTrue((await fixture.client.ping()).success)
  })
})
