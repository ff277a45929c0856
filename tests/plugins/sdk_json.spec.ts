import { join } from 'node:path'
import fc from 'fast-check'
import { test } from '@japa/runner'
import { findProjectRoot } from '#runtime/build/project_root'
import { PluginBench } from './run_plugin.js'

const ECHO = join(findProjectRoot(), 'tests/plugins/own/json-echo')
/** Many values in one call: a call costs more than a value. */
const VALUES = 40
const RUNS = 40
/** Far from one they are slow to read: forty of the smallest take a call's fuel. */
const FAR_NUMBERS = 8

/** Texts that break careless code: halves of characters, NUL, controls, quotes, every script. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 }).map((units) => String.fromCharCode(...units)),
  fc.constantFrom(
    '\0',
    '\ud800',
    '\udc00',
    '\udc00\ud800',
    'a\ud83d',
    '\u2028',
    '"\\/\b\f\n\r\t',
    '\u007f',
    '😀',
    'Ёлка',
    '\ufeff',
    '__proto__'
  )
)

const number = fc.oneof(
  fc.integer(),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, 0.1, 1e21, 1e-7, 5e-324, Number.MAX_VALUE, 123456789012345680, 0.30000000000000004, 4.35, 1e15, 999999999999999.9)
)

const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    number,
    text,
    fc.array(tie('value'), { maxLength: 5 }),
    fc.uniqueArray(fc.tuple(text, tie('value')), { maxLength: 5, selector: ([key]) => key }).map((entries) => Object.fromEntries(entries))
  ),
}))

test.group('JSON in the AssemblyScript SDK', (group) => {
  const bench = new PluginBench()
  group.teardown(() => bench.stop())

  const echo = (input: unknown) => bench.run<unknown>(ECHO, { hook: 'event@1', input })

  test('reads and writes what the platform reads and writes', async ({ assert }) => {
    await fc.assert(
      fc.asyncProperty(fc.array(value, { minLength: VALUES, maxLength: VALUES }), async (values) => {
        const { outcome, error, answer, logs } = await echo(values)
        assert.equal(outcome, 'ok', `${error} ${logs.map((line) => line.text).join()}`)
        assert.deepEqual(answer, JSON.parse(JSON.stringify(values)))
      }),
      { numRuns: RUNS }
    )
  })

  test('reads numbers as exactly as the platform: every float, and decimals that lie between two', async ({ assert }) => {
    const bits = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((pattern) => new Float64Array(new BigUint64Array([pattern]).buffer)[0]!)
    const written = fc.oneof(
      bits.filter(Number.isFinite).map(String),
      fc.tuple(fc.bigInt({ min: 1n, max: 10n ** 40n }), fc.integer({ min: -360, max: 320 })).map(([digits, power]) => `${digits}e${power}`),
      fc.tuple(fc.nat(), fc.bigInt({ min: 0n, max: 10n ** 30n })).map(([whole, part]) => `${whole}.${String(part).padStart(30, '0')}`),
      fc.constantFrom(
        '9007199254740993',
        '9007199254740992.5',
        '2.2250738585072011e-308',
        '4.9e-324',
        '2.4e-324',
        '1.7976931348623157e308',
        '0e999'
      )
    )
    await fc.assert(
      fc.asyncProperty(fc.array(written, { minLength: FAR_NUMBERS, maxLength: FAR_NUMBERS }), async (numbers) => {
        const { answer } = await echo(`[${numbers.join()}]`)
        // What no float can hold is written as null, by both.
        assert.deepEqual(answer, JSON.parse(JSON.stringify(numbers.map(Number))))
      }),
      { numRuns: RUNS }
    )
  })

  test('reads every spelling of the same text: escapes, blanks, either case of hexadecimal digits', async ({ assert }) => {
    const spelled = ' [ "\\u0041\\u00e9\\u00E9\\ud83d\\ude00\\/\\"" ,\r\n\t-0.5e+2,1E3, { "\\u006b" : null } ] '
    const { answer } = await echo(spelled)
    assert.deepEqual(answer, ['Aéé😀/"', -50, 1000, { k: null }])
  })

  test('what is not JSON traps and the log says where', async ({ assert }) => {
    const wrong = [
      '',
      ' ',
      '[1,]',
      '{"a"}',
      '{"a":1,}',
      '"\n"',
      '"\\x41"',
      '"\\u12"',
      '[01]',
      '[1.]',
      '[.5]',
      '[+1]',
      '[1e]',
      '[-]',
      'nul',
      '[1] 2',
      '"open',
      '[NaN]',
      "['a']",
    ]
    for (const source of wrong) {
      const { outcome, logs } = await echo(source)
      assert.equal(outcome, 'trap', source)
      assert.match(logs.at(-1)?.text ?? '', /JSON: expected .+ at \d+/, source)
    }
  })

  test('a text full of what must be escaped fits into memory, read and written', async ({ assert }) => {
    const full = 'a"\n'.repeat(6_000)
    const { outcome, error, answer } = await echo([full])
    assert.equal(outcome, 'ok', error)
    assert.deepEqual(answer, [full])
  })

  test('base64 of every length is what others write, also of long texts', async ({ assert }) => {
    for (const plain of ['', 'a', 'ab', 'abc', 'Ёж', '\u0000ÿ>?~'.repeat(7_000)]) {
      const { outcome, error, answer } = await bench.run<string>(ECHO, { hook: 'discount@1', input: JSON.stringify(plain) })
      assert.equal(outcome, 'ok', error)
      assert.equal(answer, Buffer.from(plain).toString('base64'))
    }
  })

  test('nesting has a limit that is told', async ({ assert }) => {
    assert.equal((await echo('['.repeat(64) + ']'.repeat(64))).outcome, 'ok')
    const { outcome, logs } = await echo('['.repeat(65) + ']'.repeat(65))
    assert.equal(outcome, 'trap')
    assert.include(logs.at(-1)!.text, 'less nesting')
  })
})
