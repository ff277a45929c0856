import { createClient, type ClickHouseSettings } from '@clickhouse/client'
import { test } from '@japa/runner'
import { FrontFixture } from '#tests/support/clickhouse_front'

const fixture = new FrontFixture()

test.group('ClickHouse front: queries of the ordinary client', (group) => {
  group.setup(() => fixture.start())

  test('answers ping with and without a query', async ({ assert }) => {
    assert.isTrue((await fixture.client.ping()).success)
    assert.isTrue((await fixture.client.ping({ select: true })).success)
  })

  test('refuses a wrong password and an unknown user, also for ping by query', async ({ assert }) => {
    for (const wrong of [{ password: 'wrong' }, { username: 'root' }]) {
      const stranger = createClient({ ...fixture.options(), ...wrong })
      await assert.rejects(() => stranger.command({ query: 'SELECT 1' }), /Authentication failed/)
      assert.isFalse((await stranger.ping({ select: true })).success)
      await stranger.close()
    }
  })

  test('reports the code and type of an error', async ({ assert }) => {
    const refusal = await fixture.client.query({ query: 'SELECT * FROM nowhere' }).catch((error) => error)
    assert.equal(refusal.code, '60')
    assert.equal(refusal.type, 'UNKNOWN_TABLE')
    const syntax = await fixture.client.command({ query: 'SELEC 1' }).catch((error) => error)
    assert.equal(syntax.type, 'SYNTAX_ERROR')
  })

  test('an unknown database is refused, a known one is current', async ({ assert }) => {
    assert.deepEqual(await fixture.rowsOf('SELECT currentDatabase() AS name'), [{ name: 'rialto_test' }])
    const lost = createClient({ ...fixture.options(), database: 'nowhere' })
    const refusal = await lost.command({ query: 'SELECT 1' }).catch((error) => error)
    assert.equal(refusal.type, 'UNKNOWN_DATABASE')
    await lost.close()
  })

  const strings = ["it's", 'tab\tand\nline\r', 'back\\slash \\n \\N', 'Кофеварка «Ёж»', '', "'); DROP TABLE x --", '☕']
  test('a string parameter arrives as it was sent')
    .with(strings)
    .run(async ({ assert }, value) => {
      assert.deepEqual(await fixture.rowsOf('SELECT {value:String} AS value', { value }), [{ value }])
    })

  test('parameters of every type arrive as they were sent', async ({ assert }) => {
    const query = `SELECT {n:UInt8} n, {f:Float64} f, {b:Bool} b, {a:Array(String)} a, {m:Map(String, UInt8)} m,
      {z:Nullable(String)} z, {d:Decimal(18, 2)}::String d, {t:DateTime64(3)}::String t, {x:Nullable(UInt8)} x`
    const params = {
      ...{ n: 7, f: 0.5, b: true, a: ["it's", 'кофе, "чай"'], m: { 'к 1': 1 }, z: null, x: 3 },
      ...{ d: '1234.50', t: new Date('2026-02-03T04:05:06.789Z') },
    }
    assert.deepEqual(await fixture.rowsOf(query, params), [
      {
        ...{ n: 7, f: 0.5, b: true, a: ["it's", 'кофе, "чай"'], m: { 'к 1': 1 }, z: null, x: 3 },
        ...{ d: '1234.5', t: '2026-02-03 04:05:06.789' },
      },
    ])
  })

  test('an identifier can be a parameter, and cannot break out', async ({ assert }) => {
    await fixture.createTable('n UInt32')
    assert.deepEqual(await fixture.rowsOf('SELECT count() AS c FROM {t:Identifier}', { t: 'front' }), [{ c: 0 }])
    const broken = fixture.rowsOf('SELECT count() AS c FROM {t:Identifier}', { t: 'front; DROP TABLE front' })
    await assert.rejects(() => broken, /Unknown table|UNKNOWN_TABLE|Maybe you meant/)
    assert.deepEqual(await fixture.rowsOf('SELECT count() AS c FROM front'), [{ c: 0 }])
  })

  test('a missing parameter is an error', async ({ assert }) => {
    const refusal = await fixture.rowsOf('SELECT {a:UInt8}').catch((error) => error)
    assert.equal(refusal.type, 'UNKNOWN_QUERY_PARAMETER')
  })

  test("parallel requests never see each other's parameters", async ({ assert }) => {
    const values = Array.from({ length: 60 }, (_, value) => value)
    const seen = await Promise.all(values.map((value) => fixture.rowsOf<{ v: number }>('SELECT {v:UInt32} AS v', { v: value })))
    assert.deepEqual(
      seen.map(([row]) => row.v),
      values
    )
  })

  test('settings hold for one query only', async ({ assert }) => {
    const query = "SELECT getSetting('max_block_size') AS size"
    const limited = await fixture.client.query({ query, format: 'JSONEachRow', clickhouse_settings: { max_block_size: '77' } })
    assert.deepEqual(await limited.json(), [{ size: 77 }])
    const [{ size }] = await fixture.rowsOf<{ size: number }>(query)
    assert.notEqual(size, 77)
  })

  test('an unknown setting is an error', async ({ assert }) => {
    const settings = { no_such_setting: 1 } as ClickHouseSettings
    const refusal = await fixture.client.command({ query: 'SELECT 1', clickhouse_settings: settings }).catch((e) => e)
    assert.equal(refusal.type, 'UNKNOWN_SETTING')
  })

  test('big integers and decimals keep every digit', async ({ assert }) => {
    const result = await fixture.client.query({
      query: "SELECT toUInt64('18446744073709551615') AS big, toDecimal64('12345678901234.56', 2) AS money",
      format: 'JSONEachRow',
      clickhouse_settings: { output_format_json_quote_64bit_integers: 1, output_format_json_quote_decimals: 1 },
    })
    assert.deepEqual(await result.json(), [{ big: '18446744073709551615', money: '12345678901234.56' }])
  })

  test('every format of the client is answered')
    .with(['JSON', 'JSONCompact', 'JSONEachRow', 'JSONCompactEachRow', 'JSONStrings', 'JSONObjectEachRow'] as const)
    .run(async ({ assert }, format) => {
      const result = await fixture.client.query({ query: 'SELECT number FROM numbers(3)', format })
      assert.match(JSON.stringify(await result.json()), /0.*1.*2/)
    })

  test('a document format is one document, however many rows it has', async ({ assert }) => {
    const result = await fixture.client.query({ query: 'SELECT number FROM numbers(200000)', format: 'JSON' })
    const { rows, data } = await result.json<{ number: string }>()
    assert.equal(rows, 200_000)
    assert.lengthOf(data, 200_000)
  })

  test('text formats with names are answered once, with one header', async ({ assert }) => {
    const result = await fixture.client.query({ query: 'SELECT number AS n FROM numbers(200000)', format: 'CSVWithNames' })
    const lines = (await result.text()).trim().split('\n')
    assert.equal(lines[0], '"n"')
    assert.equal(lines.filter((line) => line === '"n"').length, 1)
    assert.lengthOf(lines, 200_001)
  })

  test('rows are streamed, not collected first', async ({ assert }) => {
    const result = await fixture.client.query({ query: 'SELECT number FROM numbers(1000000)', format: 'JSONEachRow' })
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
    const result = await fixture.client.query({ query, format: 'JSONEachRow', clickhouse_settings: { max_block_size: '1000' } })
    await assert.rejects(async () => {
      for await (const part of result.stream()) void part
    })
    assert.isTrue((await fixture.client.ping({ select: true })).success)
  })

  test('an empty answer is an empty list', async ({ assert }) => {
    assert.deepEqual(await fixture.rowsOf('SELECT 1 AS x WHERE 0'), [])
  })
})
