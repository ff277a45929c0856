import { I32, I64, ModuleBuilder, forever, i32 } from './module_builder.ts'

type Refused = { name: string; check: string; module: Uint8Array<ArrayBuffer> }
type Stopped = { name: string; module: Uint8Array<ArrayBuffer> }

const hook = 'discount_v1'
const nothing = (): ModuleBuilder => new ModuleBuilder().function({ body: [], export: hook })

/** Modules that must not get past the gate, with the check that has to catch them. */
export const REFUSED: Refused[] = [
  {
    name: 'WASI import',
    check: 'import',
    module: new ModuleBuilder().import('wasi_snapshot_preview1', 'fd_write', [[I32, I32, I32, I32], [I32]]).build(),
  },
  {
    name: "Extism's HTTP",
    check: 'import',
    module: new ModuleBuilder().import('extism:host/env', 'http_request', [[I64, I64], [I64]]).build(),
  },
  { name: 'import named like an object method', check: 'import', module: new ModuleBuilder().import('constructor', 'toString').build() },
  {
    name: 'known import with another signature',
    check: 'import',
    module: new ModuleBuilder().import('rialto:host/v1', 'input_length', [[I32], [I64]]).build(),
  },
  { name: 'imported memory', check: 'import', module: nothing().importOther('rialto:host/v1', 'memory', [2, 0, 1]).build() },
  { name: 'imported global', check: 'import', module: nothing().importOther('rialto:host/v1', 'fuel', [3, I64, 1]).build() },
  { name: 'imported table', check: 'import', module: nothing().importOther('rialto:host/v1', 'table', [1, 0x70, 0, 1]).build() },
  { name: 'shared memory', check: 'feature', module: nothing().memory(3, 1, 2).build() },
  { name: '64-bit memory', check: 'feature', module: nothing().memory(4, 1).build() },
  { name: 'two memories', check: 'feature', module: nothing().section(5, [2, 0, 1, 0, 1]).build() },
  { name: 'memory larger than allowed from the start', check: 'memory', module: nothing().memory(0, 0x81, 4).build() },
  { name: 'huge table', check: 'limit', module: nothing().section(4, [1, 0x70, 0, 0xa1, 0x9c, 1]).build() },
  { name: 'exception tag', check: 'feature', module: nothing().section(13, [1, 0, 0]).build() },
  {
    name: 'tail call',
    check: 'feature',
    module: new ModuleBuilder().function({ body: [0x12, 0], export: hook }).build(),
  },
  {
    name: 'tail call through a table',
    check: 'feature',
    module: new ModuleBuilder()
      .section(4, [1, 0x70, 0, 1])
      .function({ body: [...i32(0), 0x13, 0, 0], export: hook })
      .build(),
  },
  {
    name: 'block that catches exceptions',
    check: 'feature',
    module: new ModuleBuilder().function({ body: [0x06, 0x40, 0x19, 0x0b], export: hook }).build(),
  },
  { name: 'garbage collected type', check: 'feature', module: nothing().section(1, [2, 0x60, 0, 0, 0x5f, 0]).build() },
  {
    name: 'relaxed SIMD',
    check: 'feature',
    module: new ModuleBuilder()
      .function({ params: [0x7b], results: [0x7b], body: [0x20, 0, 0x20, 0, 0xfd, 0x80, 0x02], export: hook })
      .build(),
  },
  {
    name: 'atomics',
    check: 'feature',
    module: nothing()
      .memory(0, 1)
      .function({ body: [...i32(0), 0xfe, 0x10, 2, 0, 0x1a] })
      .build(),
  },
  { name: 'reserved export', check: 'export', module: new ModuleBuilder().function({ body: [], export: '__rialto_fuel' }).build() },
  {
    name: 'global that only exists after injection',
    check: 'validate',
    module: new ModuleBuilder().function({ body: [0x42, ...[0xff, 0xff, 0xff, 0xff, 7], 0x24, 0], export: hook }).build(),
  },
  {
    name: 'too many locals',
    check: 'limit',
    module: new ModuleBuilder().function({ locals: Array<number>(257).fill(I64), body: [], export: hook }).build(),
  },
  {
    name: 'deep nesting',
    check: 'limit',
    module: new ModuleBuilder().function({ body: [...repeat([0x02, 0x40], 501), ...repeat([0x0b], 501)], export: hook }).build(),
  },
  {
    name: 'fifty thousand locals spread over many functions',
    check: 'limit',
    module: functions(200, { locals: Array<number>(256).fill(I64), body: [] }).build(),
  },
  { name: 'more functions than allowed', check: 'limit', module: functions(10_001, { body: [] }).build() },
  {
    name: 'jump table larger than allowed',
    check: 'limit',
    module: new ModuleBuilder().function({ body: [...i32(0), 0x0e, 0x81, 0x20, ...repeat([0], 4_098)], export: hook }).build(),
  },
  {
    name: 'more results than there is room for',
    check: 'limit',
    module: new ModuleBuilder().function({ results: Array<number>(101).fill(I32), body: repeat(i32(0), 101), export: hook }).build(),
  },
  {
    name: 'function of more loops than an optimiser can take',
    check: 'limit',
    module: new ModuleBuilder().function({ body: repeat([0x03, 0x40, 0x0b], 1_001), export: hook }).build(),
  },
  {
    name: 'function longer than allowed',
    check: 'limit',
    module: new ModuleBuilder().function({ body: repeat([0x01], 65_537), export: hook }).build(),
  },
]

/** Modules that pass and must be stopped by fuel, by the memory bound or by the stack counter: no kill is needed. */
export const STOPPED: Stopped[] = [
  { name: 'loops for ever', module: new ModuleBuilder().function({ body: forever(), export: hook }).build() },
  {
    name: 'loops in the start function',
    module: nothing().function({ body: forever() }).section(8, [1]).build(),
  },
  {
    name: 'loops in _initialize',
    module: nothing().function({ body: forever(), export: '_initialize' }).build(),
  },
  {
    name: 'calls itself for ever',
    module: new ModuleBuilder().function({ body: [0x10, 0], export: hook }).build(),
  },
  {
    name: 'two functions call each other for ever',
    module: new ModuleBuilder()
      .function({ results: [I32], body: [0x10, 1], export: hook })
      .function({ results: [I32], body: [0x10, 0] })
      .build(),
  },
  {
    name: 'calls itself through a table',
    module: new ModuleBuilder()
      .function({ body: [...i32(0), 0x11, 0, 0], export: hook })
      .section(4, [1, 0x70, 0, 1])
      .section(9, [1, 0, ...i32(0), 0x0b, 1, 0])
      .build(),
  },
  {
    name: 'fills memory for ever',
    module: new ModuleBuilder()
      .memory(0, 0x80, 4)
      .function({ body: forever([...i32(0), ...i32(7), ...i32(512 * 65_536), 0xfc, 11, 0]), export: hook })
      .build(),
  },
  {
    name: 'copies memory for ever',
    module: new ModuleBuilder()
      .memory(0, 0x80, 4)
      .function({ body: forever([...i32(0), ...i32(1), ...i32(511 * 65_536), 0xfc, 10, 0, 0]), export: hook })
      .build(),
  },
  {
    name: 'fills a table for ever',
    module: new ModuleBuilder()
      .section(4, [1, 0x70, 0, 0x90, 0x4e])
      .function({ body: forever([...i32(0), 0xd0, 0x70, ...i32(10_000), 0xfc, 17, 0]), export: hook })
      .build(),
  },
  {
    name: 'calls itself for ever right before a trap',
    module: new ModuleBuilder().function({ body: [...i32(1), 0x04, 0x40, 0x10, 0, 0x00, 0x0b], export: hook }).build(),
  },
  {
    name: 'calls itself for ever with the largest frames allowed',
    module: new ModuleBuilder().function({ locals: Array<number>(256).fill(I64), body: [0x10, 0], export: hook }).build(),
  },
  {
    name: 'grows memory for ever',
    module: new ModuleBuilder()
      .memory(0, 1)
      .function({ body: forever([...i32(1), 0x40, 0, 0x1a]), export: hook })
      .build(),
  },
  {
    name: 'grows a table for ever',
    module: new ModuleBuilder()
      .section(4, [1, 0x70, 0, 1])
      .function({ body: forever([0xd0, 0x70, ...i32(1000), 0xfc, 15, 0, 0x1a]), export: hook })
      .build(),
  },
  {
    name: 'copies a table for ever',
    module: new ModuleBuilder()
      .section(4, [1, 0x70, 0, 0x90, 0x4e])
      .function({ body: forever([...i32(0), ...i32(0), ...i32(10_000), 0xfc, 14, 0, 0]), export: hook })
      .build(),
  },
  {
    name: 'floods the log',
    module: new ModuleBuilder()
      .import('rialto:host/v1', 'log', [[I32, I32, I32], []])
      .memory(0, 1)
      .export('memory', 2, 0)
      .function({ body: forever([...i32(1), ...i32(0), ...i32(1000), 0x10, 0]), export: hook })
      .build(),
  },
  {
    name: 'allocates Extism blocks for ever',
    module: new ModuleBuilder()
      .import('extism:host/env', 'alloc', [[I64], [I64]])
      .function({ body: forever([0x42, ...[0x80, 0x80, 0xc0, 0], 0x10, 0, 0x1a]), export: hook })
      .build(),
  },
]

function functions(count: number, source: { locals?: readonly number[]; body: readonly number[] }): ModuleBuilder {
  const module = nothing()
  for (let i = 0; i < count; i++) module.function(source)
  return module
}

function repeat(bytes: readonly number[], times: number): number[] {
  return Array.from({ length: times }, () => bytes).flat()
}
