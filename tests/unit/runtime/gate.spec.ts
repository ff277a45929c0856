import { test } from '@japa/runner'
import { gateModule } from '#runtime/gate/gate'
import { GATE_LIMITS, START_FUEL } from '#runtime/gate/gate_limits'
import { PLUGIN_PROFILE, type GateProfile } from '#runtime/gate/gate_profile'
import { REFUSED, STOPPED } from './hostile_modules.js'
import { I32, ModuleBuilder, forever, i32 } from './module_builder.js'

const instantiate = (gated: Uint8Array | undefined) =>
  new WebAssembly.Instance(new WebAssembly.Module(gated as Uint8Array<ArrayBuffer>)).exports as Record<string, never> & {
    __rialto_fuel: { value: bigint }
    __rialto_stack: { value: number }
  }

test.group('Gate: what it refuses', () => {
  for (const { name, check, module } of REFUSED) {
    test(`refuses ${name} and says why`, ({ assert }) => {
      const { verdict, gated } = gateModule(module)
      assert.isFalse(verdict.ok)
      assert.isUndefined(gated)
      const errors = verdict.findings.filter(({ severity }) => severity === 'error')
      assert.include(
        errors.map((finding) => finding.check),
        check
      )
      assert.isAbove(errors[0]!.message.length, 20)
    })
  }

  test('refuses what is not WebAssembly at all', ({ assert }) => {
    assert.isFalse(gateModule(new TextEncoder().encode('MZ not wasm')).verdict.ok)
    assert.isFalse(gateModule(new Uint8Array()).verdict.ok)
  })

  test('names every refused import at once', ({ assert }) => {
    const module = new ModuleBuilder().import('env', 'first').import('env', 'second').build()
    const messages = gateModule(module).verdict.findings.map(({ message }) => message)
    assert.isTrue(messages.some((message) => message.includes('"first"')))
    assert.isTrue(messages.some((message) => message.includes('"second"')))
  })
})

test.group('Gate: what it lets through', () => {
  for (const { name, module } of STOPPED) {
    test(`passes a module that ${name}: fuel and bounds stop it later`, ({ assert }) => {
      assert.isTrue(gateModule(module).verdict.ok)
    })
  }

  test('answers the same bytes for the same module', ({ assert }) => {
    for (const { module } of STOPPED) {
      assert.deepEqual(gateModule(module), gateModule(module.slice()))
    }
  })

  test('tells imports, hooks, capabilities, memory and limits as data', ({ assert }) => {
    const module = new ModuleBuilder()
      .import('rialto:host/v1', 'now', [[], [0x7e]])
      .memory(0, 2)
      .function({ body: [], export: 'discount_v1' })
      .function({ params: [I32], body: [], export: 'helper_v1' })
      .build()
    const { verdict } = gateModule(module)
    assert.deepEqual(verdict.imports, [{ module: 'rialto:host/v1', name: 'now', capability: 'clock' }])
    assert.deepEqual(verdict.hooks, ['discount_v1'])
    assert.deepEqual(verdict.capabilities, ['clock'])
    assert.deepEqual(verdict.memory, { initialPages: 2, declaredMaximum: null, maximumPages: 512 })
    assert.deepEqual(verdict.limits.functions, { used: 2, allowed: 10_000 })
    assert.match(verdict.sha256, /^[0-9a-f]{64}$/)
  })

  test('strips custom sections and keeps the identity of the original', ({ assert }) => {
    const builder = () => new ModuleBuilder().function({ body: [], export: 'discount_v1' })
    const named = builder()
      .section(0, [1, 0x78, ...Array<number>(5000).fill(1)])
      .build()
    const result = gateModule(named)
    assert.equal(result.verdict.size, named.length)
    assert.deepEqual(result.gated, gateModule(builder().build()).gated)
    assert.notEqual(result.verdict.sha256, gateModule(builder().build()).verdict.sha256)
  })
})

test.group('Gate: fuel', () => {
  test('charges each round of a loop the same', ({ assert }) => {
    // (func (param n) (loop (n = n - 1; br_if 0 n)))
    const body = [0x03, 0x40, 0x20, 0, ...i32(1), 0x6b, 0x22, 0, 0x0d, 0, 0x0b]
    const { gated } = gateModule(new ModuleBuilder().function({ params: [I32], body, export: 'count' }).build())
    const burnt = (rounds: number) => {
      const exports = instantiate(gated)
      ;(exports.count as (n: number) => void)(rounds)
      return BigInt(START_FUEL) - exports.__rialto_fuel.value
    }
    assert.equal(burnt(1000) - burnt(999), burnt(2) - burnt(1))
    assert.isTrue(burnt(2) > burnt(1))
    assert.equal(burnt(500), burnt(500))
  })

  test('an endless loop ends when its fuel does, a finite one does not notice', ({ assert }) => {
    const { gated } = gateModule(
      new ModuleBuilder().function({ body: forever(), export: 'spin' }).function({ body: [], export: 'rest' }).build()
    )
    const exports = instantiate(gated)
    assert.doesNotThrow(() => (exports.rest as () => void)())
    assert.throws(() => (exports.spin as () => void)(), /unreachable/)
    assert.isTrue(exports.__rialto_fuel.value < 0n)
  })

  test('an early return leaves the stack counter as it was', ({ assert }) => {
    const { gated } = gateModule(
      new ModuleBuilder()
        .function({ results: [I32], body: [0x02, 0x40, 0x10, 1, ...i32(7), 0x0f, 0x0b, ...i32(8)], export: 'early' })
        .function({ body: [] })
        .build()
    )
    const exports = instantiate(gated)
    assert.equal((exports.early as () => number)(), 7)
    assert.equal(exports.__rialto_stack.value, 0)
  })
})

test.group('Gate: profiles', () => {
  const engine = () =>
    new ModuleBuilder()
      .import('env', 'anything', [[I32], []])
      .section(6, [3, I32, 1, ...i32(5), 0x0b, I32, 0, ...i32(6), 0x0b, I32, 1, ...i32(7), 0x0b])
      .function({ body: [...i32(9), 0x24, 2], export: 'change' })
      .build()
  const profile: GateProfile = {
    ...PLUGIN_PROFILE,
    imports: (module) => (module === 'env' ? { params: ['i32'], results: [], capability: null } : undefined),
    limits: { ...GATE_LIMITS, functions: 1 },
    exportsGlobals: true,
  }

  test('a wider allow-list holds only where it is asked for', ({ assert }) => {
    assert.isFalse(gateModule(engine()).verdict.ok)
    assert.isTrue(gateModule(engine(), profile).verdict.ok)
    assert.isFalse(gateModule(engine(), { ...profile, limits: { ...GATE_LIMITS, functions: 0 } }).verdict.ok)
  })

  test('exports the globals that code can write, so that their state can be put back', ({ assert }) => {
    const module = new WebAssembly.Module(gateModule(engine(), profile).gated as Uint8Array<ArrayBuffer>)
    const { exports } = new WebAssembly.Instance(module, { env: { anything: () => {} } })
    const globals = exports as Record<string, WebAssembly.Global<'i32'>>
    assert.deepEqual([globals.__rialto_g0!.value, globals.__rialto_g1, globals.__rialto_g2!.value], [5, undefined, 7])
    ;(exports.change as () => void)()
    assert.equal(globals.__rialto_g2!.value, 9)
    globals.__rialto_g2!.value = 7
    assert.equal(globals.__rialto_g2!.value, 7)
    const plain = gateModule(new ModuleBuilder().section(6, [1, I32, 1, ...i32(5), 0x0b]).build()).gated
    assert.deepEqual(Object.keys(instantiate(plain)), ['__rialto_fuel', '__rialto_stack'])
  })
})
