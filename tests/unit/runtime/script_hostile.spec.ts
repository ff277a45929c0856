import { test } from '@japa/runner'
import { JOB_LIMITS } from '#runtime/host/call_types'
import { PluginHost } from '#runtime/host/plugin_host'
import { answer, callOf, json, script, type Guest, type Overrides } from './engine_guests.js'
import { HOSTILE_SCRIPTS } from './hostile_scripts.js'

test.group('Hostile scripts', (group) => {
  let host: PluginHost
  let honest: Guest
  group.setup(async () => {
    host = new PluginHost()
    honest = await script('export const run_v1 = ({ text }) => ({ text, list: [1, 2].map((n) => n * 2) })')
  })
  group.teardown(() => host.stop())

  for (const { name, source, outcome: expected, says = '' } of HOSTILE_SCRIPTS) {
    test(`a script that ${name} ends as ${expected} and kills no thread`, async ({ assert }) => {
      const { outcome, error } = await host.call(callOf(await script(source), 'run_v1', { limits: { fuel: JOB_LIMITS.fuel } }))
      assert.equal(outcome, expected, error)
      assert.include(error!, says)
      const next = await host.call(callOf(honest, 'run_v1', { input: { text: 'next' } }))
      assert.deepEqual(json(next.output), { text: 'next', list: [2, 4] })
      assert.equal(host.metrics.threadsKilled, 0)
    })
  }
})

test.group('Scripts and their surroundings', (group) => {
  let host: PluginHost
  group.setup(() => {
    host = new PluginHost()
  })
  group.teardown(() => host.stop())
  const run = async (source: string, overrides?: Overrides) => host.call(callOf(await script(source), 'run_v1', overrides))

  test('what one call does to globals and prototypes is gone in the next', async ({ assert }) => {
    const guest = await script(`
      let own = 0
      export function run_v1() {
        const seen = [own++, [].x, globalThis.y, {}.z, JSON.stringify.name, typeof Map, Object.isFrozen(Object.prototype)]
        Array.prototype.x = globalThis.y = Object.prototype.z = 'left over'
        JSON.stringify = () => 'mine'
        delete globalThis.Map
        Object.freeze(Object.prototype)
        return seen
      }`)
    for (let i = 0; i < 6; i++) {
      const { output, error } = await host.call(callOf(guest, 'run_v1'))
      assert.deepEqual(json(output), [0, null, null, null, 'stringify', 'function', false], error)
    }
  })

  test('two plugins see nothing of each other', async ({ assert }) => {
    const nosy = await script(`globalThis.found = 'mine'
      export const run_v1 = () => { const was = [globalThis.found, globalThis.secret]; globalThis.secret = 'of nosy'; return was }`)
    const other = await script(
      `export const run_v1 = () => { const was = [globalThis.found, globalThis.secret]; globalThis.secret = 1; return was }`
    )
    const outcomes = await Promise.all(Array.from({ length: 20 }, (_, i) => host.call(callOf(i % 2 ? nosy : other, 'run_v1'))))
    for (const [i, { output }] of outcomes.entries()) assert.deepEqual(json(output), [i % 2 ? 'mine' : null, null])
  })

  test('a script that replaces built-in functions still gets its input, its answers and its errors right', async ({ assert }) => {
    const { output, error } = await run(
      `import { kv, log } from 'rialto:host'
      JSON.parse = JSON.stringify = Promise.resolve = Object.defineProperty = () => { throw new Error('replaced') }
      Promise.prototype.then = null
      Array.prototype.push = null
      Object.prototype.toJSON = undefined
      export async function run_v1(input) { log('still here'); return { input, got: await kv.get('a') } }`,
      { input: { a: 1 }, onHostCall: () => answer({ value: 'b' }) }
    )
    assert.deepEqual(json(output), { input: { a: 1 }, got: 'b' }, error)
  })

  test('the platform’s functions can not be reached but by the names that are imported', async ({ assert }) => {
    const { output } = await run(`import { log } from 'rialto:host'
      export const run_v1 = () => Object.getOwnPropertyNames(globalThis).filter((name) => /rialto|host|native|std|process|require|performance/i.test(name))`)
    assert.deepEqual(json(output), [])
  })

  test('the functions of the platform that stand on the stack are not handed out', async ({ assert }) => {
    const { output, error } = await run(
      `import { kv } from 'rialto:host'
      const found = []
      Error.prepareStackTrace = (_, sites) => found.push(...sites.map((site) => site.getFunction()))
      export async function run_v1() {
        await kv.set('a', { toJSON() { return new Error('look').stack } })
        return found.map(String)
      }`,
      { onHostCall: () => answer({}) }
    )
    assert.deepEqual(json(output), [], error)
  })

  test('names the line of the source, types and all', async ({ assert }) => {
    const source = ['interface Line { a: number }', '', 'export function run_v1(lines: Line[]): never {', '  throw new Error("boom")', '}']
    const { outcome, error } = await run(source.join('\n'))
    assert.equal(outcome, 'trap')
    assert.include(error!, 'Error: boom (line 4')
  })

  test('several requests at once are asked at once, and answered in their order', async ({ assert }) => {
    const asked: string[] = []
    const all = Promise.withResolvers<void>()
    const source = `import { kv } from 'rialto:host'
      export const run_v1 = () => Promise.all(['a', 'b', 'c'].map((key) => kv.get(key)))`
    const { output } = await run(source, {
      onHostCall: async ({ payload }) => {
        const { key } = JSON.parse(Buffer.from(payload).toString()) as { key: string }
        asked.push(key)
        if (asked.length === 3) all.resolve()
        await all.promise
        return answer({ value: `${key}!` })
      },
    })
    assert.deepEqual(json(output), ['a!', 'b!', 'c!'])
  })

  test('burns the same fuel whichever answer comes first', async ({ assert }) => {
    const source = `import { kv } from 'rialto:host'
      export const run_v1 = async () => (await Promise.all([1, 2, 3].map(async (n) => (await kv.get('k' + n)) + 'x'.repeat(n)))).join()`
    const burnt = new Set<number>()
    for (const slow of ['k1', 'k2', 'k3']) {
      const others = Promise.withResolvers<void>()
      let answered = 0
      const onHostCall: Overrides['onHostCall'] = async ({ payload }) => {
        if (Buffer.from(payload).includes(slow)) await others.promise
        else if (++answered === 2) others.resolve()
        return answer({ value: 'v' })
      }
      const { fuelUsed, output } = await run(source, { onHostCall })
      assert.equal(json(output), 'vx,vxx,vxxx')
      burnt.add(fuelUsed)
    }
    assert.equal(burnt.size, 1)
  })

  test('what was asked for without waiting is done all the same', async ({ assert }) => {
    let asked = 0
    const source = `import { kv } from 'rialto:host'\nexport function run_v1() { kv.set('a', 1); return { done: true } }`
    const { output } = await run(source, { onHostCall: () => (asked++, answer({})) })
    assert.deepEqual(json(output), { done: true })
    assert.equal(asked, 1)
  })

  test('a refusal that nobody catches is the error of the run', async ({ assert }) => {
    const { outcome, error } = await run(`import { kv } from 'rialto:host'\nexport const run_v1 = () => kv.get('a')`)
    assert.equal(outcome, 'trap')
    assert.include(error!, 'does not offer')
  })
})
