import { Readable } from 'node:stream'
import { ClickHouseLogLevel, createClient, type ClickHouseClient, type ClickHouseSettings } from '@clickhouse/client'
import { test } from '@japa/runner'
import { ensureClickhouse, type EmbeddedClickhouse } from '#services/clickhouse/ensure_clickhouse'
import { loadSecrets } from '#services/secrets'

/** The unmodified client, as the application configures it. */
let front: EmbeddedClickhouse
let client: ClickHouseClient

const options = () => ({
  url: front.url,
  password: loadSecrets().clickhousePassword,
  database: 'rialto_test',
  compression: { request: true, response: true },
  // Half of the tests are about refusals.
  log: { level: ClickHouseLogLevel.OFF },
})

const rowsOf = async <T>(query: string, query_params?: Record<string, unknown>) =>
  (await client.query({ query, query_params, format: 'JSONEachRow' })).json<T>()

const table = (columns: string) => `CREATE OR REPLACE TABLE front (${columns}) ENGINE = MergeTree ORDER BY tuple()`

test.group('ClickHouse front, asked by the ordinary client', (group) => {
  group.setup(async () => {
    front = (await ensureClickhouse())!
    client = createClient(options())
    return async () => {
      await client.command({ query: 'DROP TABLE IF EXISTS front' })
      await client.close()
      await front.release()
    }
  })

  test('answers ping with and without a query', async ({ assert }) => {
    assert.isTrue((await client.ping()).success)
    assert.isTrue((await client.ping({ select: true })).success)
  })

  test('refuses a wrong password and an unknown user, also for ping by query', async ({ assert }) => {
    for (const wrong of [{ password: 'wrong' }, { username: 'root' }]) {
      const stranger = createClient({ ...options(), ...wrong })
      await assert.rejects(() => stranger.command({ query: 'SELECT 1' }), /Authentication failed/)
      assert.isFalse((await stranger.ping({ select: true })).success)
      await stranger.close()
    }
  })

  test('reports the code and type of an error', async ({ assert }) => {
    const refusal = await client.query({ query: 'SELECT * FROM nowhere' }).catch((error) => error)
    assert.equal(refusal.code, '60')
    assert.equal(refusal.type, 'UNKNOWN_TABLE')
    const syntax = await client.command({ query: 'SELEC 1' }).catch((error) => error)
    assert.equal(syntax.type, 'SYNTAX_ERROR')
  })

  test('an unknown database is refused, a known one is current', async ({ assert }) => {
    assert.deepEqual(await rowsOf('SELECT currentDatabase() AS name'), [{ name: 'rialto_test' }])
    const lost = createClient({ ...options(), database: 'nowhere' })
    const refusal = await lost.command({ query: 'SELECT 1' }).catch((error) => error)
    assert.equal(refusal.type, 'UNKNOWN_DATABASE')
    await lost.close()
  })

  const strings = ["it's", 'tab\tand\nline\r', 'back\\slash \\n \\N', 'Кофеварка «Ёж»', '', "'); DROP TABLE x --", '☕']
  test('a string parameter arrives as it was sent')
    .with(strings)
    .run(async ({ assert }, value) => {
      assert.deepEqual(await rowsOf('SELECT {value:String} AS value', { value }), [{ value }])
    })

  test('parameters of every type arrive as they were sent', async ({ assert }) => {
    const query = `SELECT {n:UInt8} n, {f:Float64} f, {b:Bool} b, {a:Array(String)} a, {m:Map(String, UInt8)} m,
      {z:Nullable(String)} z, {d:Decimal(18, 2)}::String d, {t:DateTime64(3)}::String t, {x:Nullable(UInt8)} x`
    const params = {
      ...{ n: 7, f: 0.5, b: true, a: ["it's", 'кофе, "чай"'], m: { 'к 1': 1 }, z: null, x: 3 },
      ...{ d: '1234.50', t: new Date('2026-02-03T04:05:06.789Z') },
    }
    assert.deepEqual(await rowsOf(query, params), [
      {
        ...{ n: 7, f: 0.5, b: true, a: ["it's", 'кофе, "чай"'], m: { 'к 1': 1 }, z: null, x: 3 },
        ...{ d: '1234.5', t: '2026-02-03 04:05:06.789' },
      },
    ])
  })

  test('an identifier can be a parameter, and cannot break out', async ({ assert }) => {
    await client.command({ query: table('n UInt32') })
    assert.deepEqual(await rowsOf('SELECT count() AS c FROM {t:Identifier}', { t: 'front' }), [{ c: 0 }])
    const broken = rowsOf('SELECT count() AS c FROM {t:Identifier}', { t: 'front; DROP TABLE front' })
    await assert.rejects(() => broken, /Unknown table|UNKNOWN_TABLE|Maybe you meant/)
    assert.deepEqual(await rowsOf('SELECT count() AS c FROM front'), [{ c: 0 }])
  })

  test('a missing parameter is an error', async ({ assert }) => {
    const refusal = await rowsOf('SELECT {a:UInt8}').catch((error) => error)
    assert.equal(refusal.type, 'UNKNOWN_QUERY_PARAMETER')
  })

  test('parallel requests never see each other\'s parameters', async ({ assert }) => {
    const values = Array.from({ length: 60 }, (_, value) => value)
    const seen = await Promise.all(values.map((value) => rowsOf<{ v: number }>('SELECT {v:UInt32} AS v', { v: value })))
    assert.deepEqual(
      seen.map(([row]) => row.v),
      values
    )
  })

  test('settings hold for one query only', async ({ assert }) => {
    const query = "SELECT getSetting('max_block_size') AS size"
    const limited = await client.query({ query, format: 'JSONEachRow', clickhouse_settings: { max_block_size: '77' } })
    assert.deepEqual(await limited.json(), [{ size: 77 }])
    const [{ size }] = await rowsOf<{ size: number }>(query)
    assert.notEqual(size, 77)
  })

  test('an unknown setting is an error', async ({ assert }) => {
    const settings = { no_such_setting: 1 } as ClickHouseSettings
    const refusal = await client.command({ query: 'SELECT 1', clickhouse_settings: settings }).catch((e) => e)
    assert.equal(refusal.type, 'UNKNOWN_SETTING')
  })

  test('big integers and decimals keep every digit', async ({ assert }) => {
    const result = await client.query({
      query: "SELECT toUInt64('18446744073709551615') AS big, toDecimal64('12345678901234.56', 2) AS money",
      format: 'JSONEachRow',
      clickhouse_settings: { output_format_json_quote_64bit_integers: 1, output_format_json_quote_decimals: 1 },
    })
    assert.deepEqual(await result.json(), [{ big: '18446744073709551615', money: '12345678901234.56' }])
  })

  test('every format of the client is answered')
    .with(['JSON', 'JSONCompact', 'JSONEachRow', 'JSONCompactEachRow', 'JSONStrings', 'JSONObjectEachRow'] as const)
    .run(async ({ assert }, format) => {
      const result = await client.query({ query: 'SELECT number FROM numbers(3)', format })
      assert.match(JSON.stringify(await result.json()), /0.*1.*2/)
    })

  test('a document format is one document, however many rows it has', async ({ assert }) => {
    const result = await client.query({ query: 'SELECT number FROM numbers(200000)', format: 'JSON' })
    const { rows, data } = await result.json<{ number: string }>()
    assert.equal(rows, 200_000)
    assert.lengthOf(data, 200_000)
  })

  test('text formats with names are answered once, with one header', async ({ assert }) => {
    const result = await client.query({ query: 'SELECT number AS n FROM numbers(200000)', format: 'CSVWithNames' })
    const lines = (await result.text()).trim().split('\n')
    assert.equal(lines[0], '"n"')
    assert.equal(lines.filter((line) => line === '"n"').length, 1)
    assert.lengthOf(lines, 200_001)
  })

  test('rows are streamed, not collected first', async ({ assert }) => {
    const result = await client.query({ query: 'SELECT number FROM numbers(1000000)', format: 'JSONEachRow' })
    let [chunks, rows] = [0, 0]
    for await (const part of result.stream()) {
      chunks++
      rows += part.length
    }
    assert.equal(rows, 1_000_000)
    assert.isAbove(chunks, 10)
  })

  test('an error in the middle of a stream reaches the reader', async ({ assert }) => {
    const query = 'SELECT throwIf(number = 900000) AS x FROM numbers(1000000)'
    const result = await client.query({ query, format: 'JSONEachRow', clickhouse_settings: { max_block_size: '1000' } })
    await assert.rejects(async () => {
      for await (const part of result.stream()) void part
    })
    assert.isTrue((await client.ping({ select: true })).success)
  })

  test('an empty answer is an empty list', async ({ assert }) => {
    assert.deepEqual(await rowsOf('SELECT 1 AS x WHERE 0'), [])
  })

  test('rows are inserted from objects, arrays and streams', async ({ assert }) => {
    await client.command({ query: table('n UInt32, s String') })
    const insert = (values: unknown[] | Readable, rest: object) =>
      client.insert({ table: 'front', values: values as unknown[], ...rest } as Parameters<typeof client.insert>[0])
    await insert([{ n: 1, s: 'один\n\nдва' }], { format: 'JSONEachRow' })
    await insert([[2, "it's"]], { format: 'JSONCompactEachRow' })
    await insert([{ n: 3 }], { format: 'JSONEachRow', columns: ['n'] })
    await insert(Readable.from([{ n: 4, s: 'поток' }]), { format: 'JSONEachRow' })
    await insert(Readable.from(['5\ttsv\n'], { objectMode: false }), { format: 'TabSeparated' })
    assert.deepEqual(await rowsOf('SELECT n, s FROM front ORDER BY n'), [
      { n: 1, s: 'один\n\nдва' },
      { n: 2, s: "it's" },
      { n: 3, s: '' },
      { n: 4, s: 'поток' },
      { n: 5, s: 'tsv' },
    ])
  })

  test('100,000 rows go in by one insert', async ({ assert }) => {
    await client.command({ query: table('n UInt32, s String') })
    const values = Array.from({ length: 100_000 }, (_, n) => ({ n, s: `row ${n}` }))
    await client.insert({ table: 'front', values, format: 'JSONEachRow' })
    assert.deepEqual(await rowsOf('SELECT count() AS c, uniqExact(s) AS u FROM front'), [{ c: 100_000, u: 100_000 }])
  })

  test('a bad row refuses the whole insert', async ({ assert }) => {
    await client.command({ query: table('n UInt32') })
    const values = [{ n: 1 }, { n: 'not a number' }]
    const refusal = await client.insert({ table: 'front', values, format: 'JSONEachRow' }).catch((error) => error)
    assert.match(refusal.message, /parse/i)
    assert.deepEqual(await rowsOf('SELECT count() AS c FROM front'), [{ c: 0 }])
  })

  test('rows are never run as SQL, whatever they hold', async ({ assert }) => {
    await client.command({ query: table('s String') })
    const hostile = 'a\n\n; DROP TABLE front\n'
    const values = Readable.from([hostile], { objectMode: false })
    await client.insert({ table: 'front', values, format: 'TabSeparated' })
    await client.command({ query: `INSERT INTO front FORMAT TabSeparated\n${hostile}` })
    const [{ c }] = await rowsOf<{ c: number }>("SELECT count() AS c FROM front WHERE s = '; DROP TABLE front'")
    assert.equal(c, 2)
  })

  test('INSERT … VALUES and INSERT … SELECT work', async ({ assert }) => {
    await client.command({ query: table('n UInt32, s String') })
    await client.command({ query: "INSERT INTO front VALUES (1, 'a;b'), (2, 'it''s')" })
    await client.command({ query: 'INSERT INTO front (n, s) VALUES ({n:UInt32}, {s:String})', query_params: { n: 3, s: 'й' } })
    await client.command({ query: "INSERT INTO front SELECT number, 'x' FROM numbers(2)" })
    assert.deepEqual(await rowsOf('SELECT count() AS c FROM front'), [{ c: 5 }])
  })

  const multiple = ['SELECT 1; DROP TABLE front', "SELECT ‘ '’; DROP TABLE front --'", "SELECT $$'$$; DROP TABLE front --'"]
  test('a second statement is refused')
    .with([...multiple, 'INSERT INTO front VALUES (1)\n\n; DROP TABLE front', 'SELECT 1 /* ; */ ; SELECT 2'])
    .run(async ({ assert }, query) => {
      await client.command({ query: table('n UInt32') })
      const refusal = await client.command({ query }).catch((error) => error)
      assert.equal(refusal.code, '62')
      assert.deepEqual(await rowsOf('SELECT count() AS c FROM front'), [{ c: 0 }])
    })

  test('one trailing semicolon, comments and quotes are fine')
    .with(['SELECT 1;', "SELECT ';' -- ;\n", 'SELECT 1 AS `a;b` /* ; */', "SELECT 'it''s; \\'fine'"])
    .run(async ({ assert }, query) => {
      await assert.doesNotReject(() => client.command({ query }))
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
      const refusal = await client.command({ query }).catch((error) => error)
      assert.equal(refusal.type, 'ACCESS_DENIED')
    })

  test('a query past its time or memory ends, and the engine lives on', async ({ assert }) => {
    const run = (query: string, clickhouse_settings: ClickHouseSettings) =>
      client.command({ query, clickhouse_settings }).catch((error) => error)
    const late = await run('SELECT count() FROM system.numbers', { max_execution_time: 1 })
    assert.equal(late.type, 'TIMEOUT_EXCEEDED')
    const query = 'SELECT groupArray(number) FROM numbers(100000000)'
    assert.equal((await run(query, { max_memory_usage: '50000000' })).type, 'MEMORY_LIMIT_EXCEEDED')
    assert.isTrue((await client.ping({ select: true })).success)
  })

  test('an abort ends the query inside the engine too', async ({ assert }) => {
    const abort = new AbortController()
    const marker = "SELECT count(), 'abort me' FROM system.numbers"
    const running = client.command({ query: marker, abort_signal: abort.signal }).catch(() => 'aborted')
    const left = async () =>
      (await rowsOf<{ c: number }>("SELECT count() AS c FROM system.processes WHERE query LIKE {q:String}", { q: marker }))[0].c
    while (!(await left())) continue
    abort.abort()
    assert.equal(await running, 'aborted')
    while (await left()) continue
  }).timeout(60_000)

  test('keeps what analytics needs: views, states, final rows, dictionaries of low cardinality', async ({ assert }) => {
    for (const query of [
      'CREATE OR REPLACE TABLE sums (d Date, s AggregateFunction(sum, UInt64)) ENGINE = AggregatingMergeTree ORDER BY d',
      table('d Date, n UInt64, c LowCardinality(String)'),
      'DROP VIEW IF EXISTS to_sums',
      'CREATE MATERIALIZED VIEW to_sums TO sums AS SELECT d, sumState(n) AS s FROM front GROUP BY d',
    ]) {
      await client.command({ query })
    }
    await client.insert({ table: 'front', values: [{ d: '2026-01-01', n: 2, c: 'a' }], format: 'JSONEachRow' })
    await client.insert({ table: 'front', values: [{ d: '2026-01-01', n: 3, c: 'b' }], format: 'JSONEachRow' })
    assert.deepEqual(await rowsOf('SELECT d, toUInt32(sumMerge(s)) AS n FROM sums GROUP BY d'), [{ d: '2026-01-01', n: 5 }])
    for (const query of ['DROP VIEW to_sums', 'DROP TABLE sums']) await client.command({ query })
  })

  test('a body that is not what its encoding says is refused', async ({ assert }) => {
    const headers = {
      'authorization': `Basic ${Buffer.from(`default:${loadSecrets().clickhousePassword}`).toString('base64')}`,
      'content-encoding': 'gzip',
    }
    const answer = await fetch(front.url, { method: 'POST', body: 'SELECT 1', headers })
    assert.equal(answer.status, 400)
    assert.equal(answer.headers.get('x-clickhouse-exception-code'), '271')
    assert.isTrue((await client.ping()).success)
  })
})
