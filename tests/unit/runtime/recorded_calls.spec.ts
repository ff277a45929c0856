import { test } from '@japa/runner'
import { HostCallRefused } from '#runtime/host/call_types'
import { lineDifference } from '#runtime/runs/line_difference'
import { SecretMask } from '#runtime/host_calls/secrets/secret_mask'
import { MASK, masked, secretsAmong } from '#runtime/runs/mask'
import { answerFromRecording, CallRecording, countCalls } from '#runtime/runs/recorded_calls'
import { SAMPLE_BYTES, sampleOf } from '#runtime/runs/run_sample'

const bytes = (text: string) => new TextEncoder().encode(text)
const text = (value: Uint8Array) => new TextDecoder().decode(value)

test.group('The record of host calls', () => {
  test('answers a replay in its order, with refusals, and nothing that was not asked', async ({ assert }) => {
    const recording = new CallRecording()
    const answers = ['"one"', '"two"']
    const handler = recording.around(({ name }) =>
      name === 'kv_get' ? Promise.resolve(bytes(answers.shift()!)) : Promise.reject(new HostCallRefused('not_granted', 'No.'))
    )
    const ask = { name: 'kv_get', payload: bytes('{"key":"a"}') }
    await handler(ask)
    await handler(ask)
    await assert.rejects(() => handler({ name: 'http_fetch', payload: bytes('{}') }), /No\./)
    assert.deepEqual(countCalls(recording.calls), { kv_get: 2, http_fetch: 1 })

    const replay = answerFromRecording(recording.calls)
    assert.equal(text(await replay(ask)), '"one"')
    assert.equal(text(await replay(ask)), '"two"')
    await assert.rejects(() => replay(ask), /only what was recorded/)
    await assert.rejects(() => replay({ name: 'http_fetch', payload: bytes('{}') }), /No\./)
    await assert.rejects(() => replay({ name: 'kv_set', payload: bytes('{"key":"a"}') }), /only what was recorded/)
  })

  test('keeps bytes as they were, and leaves out what is too long', async ({ assert }) => {
    const recording = new CallRecording()
    const clock = new Uint8Array([0, 255, 1, 2, 0, 9, 8, 7])
    const long = bytes('x'.repeat(5_000))
    const handler = recording.around(({ name }) => Promise.resolve(name === 'now' ? clock : long))
    await handler({ name: 'now', payload: new Uint8Array() })
    await handler({ name: 'http_fetch', payload: bytes('{}') })
    const replay = answerFromRecording(recording.calls)
    assert.deepEqual([...(await replay({ name: 'now', payload: new Uint8Array() }))], [...clock])
    await assert.rejects(() => replay({ name: 'http_fetch', payload: bytes('{}') }), /only what was recorded/)
  })
})

test.group('A sample of a run', () => {
  const mask = new SecretMask().with(secretsAmong({ api_key: 'hunter2hunter2', rate: 5, token: 'abc' }))

  test('has neither secrets nor personal data, wherever they stand', ({ assert }) => {
    const sample = sampleOf({
      input: { buyer: { email: 'ann@example.test', city: 'Oslo' }, lines: [{ note: 'ring twice' }], password: 'p' },
      output: { url: 'https://x.test/?k=hunter2hunter2', rate: 5 },
      calls: [{ name: 'http_fetch', request: '{"u":"hunter2hunter2"}', answer: 'ok' }],
      mask,
      sensitive: ['buyer.email', 'lines[].note'],
    })
    assert.deepEqual(JSON.parse(sample.input!), { buyer: { email: MASK, city: 'Oslo' }, lines: [{ note: MASK }], password: MASK })
    assert.deepEqual(JSON.parse(sample.output!), { url: `https://x.test/?k=${MASK}`, rate: 5 })
    assert.equal(sample.calls[0]!.request, `{"u":"${MASK}"}`)
    assert.isTrue(sample.isWhole)
  })

  test('is whole when it is not too long, and else cut to a few kilobytes at whole characters', ({ assert }) => {
    const base = { output: undefined, calls: [], mask, sensitive: [] }
    assert.isTrue(sampleOf({ ...base, input: { lines: [] } }).isWhole)
    const cut = sampleOf({ ...base, input: { text: 'ё'.repeat(10_000) } })
    assert.isFalse(cut.isWhole)
    assert.isAtMost(Buffer.byteLength(cut.input!), SAMPLE_BYTES)
    assert.isTrue(cut.input!.isWellFormed())
    assert.notInclude(cut.input!, '\uFFFD')
  })

  test('has no piece of a secret at the place where it is cut, nor one in another spelling', ({ assert }) => {
    const output = `${'x'.repeat(SAMPLE_BYTES - 10)}hunter2hunter2`
    const input = { basic: Buffer.from('user:hunter2hunter2').toString('base64'), hex: Buffer.from('hunter2hunter2').toString('hex') }
    const sample = sampleOf({ input, output, calls: [], mask, sensitive: [] })
    assert.notInclude(sample.output!, 'hunt')
    assert.match(sample.input!, new RegExp(`^{"basic":"[^"]{0,8}${MASK}[^"]{0,4}","hex":"${MASK}"}$`))
  })

  test('that lost a part of its JSON with a secret is kept, but can not be repeated', ({ assert }) => {
    const odd = new SecretMask().with(['null'])
    const sample = sampleOf({ input: { a: null }, output: undefined, calls: [], mask: odd, sensitive: [] })
    assert.equal(sample.input, `{"a":${MASK}}`)
    assert.isFalse(sample.isWhole)
  })

  test('masks nothing else', ({ assert }) => {
    assert.deepEqual(masked({ a: [1, null, 'text'], tokens: 5 }, {}), { a: [1, null, 'text'], tokens: 5 })
  })
})

test('two answers are compared line by line', ({ assert }) => {
  assert.deepEqual(lineDifference('{\n  "a": 1\n}', '{\n  "a": 2,\n  "b": 3\n}'), [
    { kind: 'same', text: '{' },
    { kind: 'gone', text: '  "a": 1' },
    { kind: 'new', text: '  "a": 2,' },
    { kind: 'new', text: '  "b": 3' },
    { kind: 'same', text: '}' },
  ])
})
