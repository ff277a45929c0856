import { test } from '@japa/runner'
import { gateModule } from '#runtime/gate/gate'
import { parseModule } from '#runtime/gate/module_parser'
import { planFuel } from '#runtime/gate/fuel_plan'
import { PLUGIN_PROFILE } from '#runtime/gate/gate_profile'
import { ModuleBuilder, i32 } from './module_builder.js'

const call = (index: number) => [0x10, index]
const recursive = (builder: ModuleBuilder) => planFuel(parseModule(builder.build()), PLUGIN_PROFILE).map(({ isRecursive }) => isRecursive)

test.group('Gate: recursion', () => {
  test('finds functions that call themselves or each other in a circle, and no others', ({ assert }) => {
    const module = new ModuleBuilder()
      .function({ body: call(0) })
      .function({ body: call(2) })
      .function({ body: call(3) })
      .function({ body: [...call(1), ...call(4)] })
      .function({ body: call(5) })
      .function({ body: [] })
    assert.deepEqual(recursive(module), [true, true, true, true, false, false])
  })

  test('two circles that only lead to each other one way are two', ({ assert }) => {
    const module = new ModuleBuilder()
      .function({ body: call(1) })
      .function({ body: [...call(0), ...call(2)] })
      .function({ body: call(3) })
      .function({ body: [...call(2), ...call(4)] })
      .function({ body: [] })
    assert.deepEqual(recursive(module), [true, true, true, true, false])
  })

  test('a call through a table may reach everything', ({ assert }) => {
    const module = new ModuleBuilder()
      .function({ body: [...i32(0), 0x11, 0, 0] })
      .function({ body: [] })
      .section(4, [1, 0x70, 0, 1])
    assert.deepEqual(recursive(module), [true, false])
  })

  test('who is called right before a trap and comes back the same way is recursive, its callers are not', ({ assert }) => {
    const module = new ModuleBuilder()
      .function({ body: [...i32(0), 0x04, 0x40, ...call(1), 0x00, 0x0b] })
      .function({ body: call(0) })
      .function({ body: [...i32(0), 0x04, 0x40, ...call(3), 0x00, 0x0b] })
      .function({ body: [] })
    assert.deepEqual(recursive(module), [false, true, false, false])
  })

  test('imports are no functions of the module', ({ assert }) => {
    const module = new ModuleBuilder()
      .import('rialto:host/v1', 'now', [[], [0x7e]])
      .function({ body: [...call(0), 0x1a] })
      .function({ body: call(2) })
    assert.deepEqual(recursive(module), [false, true])
  })

  test('a chain of ten thousand calls is judged without a stack of its own', ({ assert }) => {
    const module = new ModuleBuilder()
    for (let i = 1; i < 9_999; i++) module.function({ body: [0x10, ...leb(i)] })
    module.function({ body: [] })
    assert.isTrue(gateModule(module.build()).verdict.ok)
  })
})

const leb = (value: number): number[] => (value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...leb(value >>> 7)])
