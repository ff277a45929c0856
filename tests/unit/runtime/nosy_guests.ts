import { I32, I64, ModuleBuilder, i32 } from './module_builder.js'

const HOST = 'rialto:host/v1'
const EXTISM = 'extism:host/env'
const i64 = (value: number): number[] => [0x42, value]
const call = (index: number): number[] => [0x10, index]
/** Writes what is on the stack to memory and answers that byte. */
const answerByte = (output: number, value: readonly number[]): number[] => [
  ...i32(0),
  ...value,
  ...[0x3a, 0, 0],
  ...i32(0),
  ...i32(1),
  ...call(output),
]
const withOutput = (): ModuleBuilder =>
  new ModuleBuilder()
    .import(HOST, 'output_write', [[I32, I32], []])
    .memory(0, 2)
    .export('memory', 2, 0)

/** Each looks for what an earlier call left, answers what it found (0 for nothing) and leaves something itself. */
export const NOSY_GUESTS = {
  'the last byte of its memory': withOutput().function({
    body: [...answerByte(0, [...i32(131_071), 0x2d, 0, 0]), ...i32(131_071), ...i32(77), 0x3a, 0, 0],
    export: 'run_v1',
  }),
  'a global': withOutput()
    .section(6, [1, I32, 1, ...i32(0), 0x0b])
    .function({ locals: [I32], body: [0x23, 0, 0x21, 0, ...i32(77), 0x24, 0, ...answerByte(0, [0x20, 0])], export: 'run_v1' }),
  'its table': withOutput()
    .section(4, [1, 0x70, 0, 2])
    .section(9, [1, 3, 0, 1, 1])
    .function({ body: [...answerByte(0, [...i32(1), 0x25, 0, 0xd1, 0x45]), ...i32(1), 0xd2, 1, 0x26, 0], export: 'run_v1' }),
  'how large its memory grew': withOutput().function({
    body: [...answerByte(0, [0x3f, 0, ...i32(2), 0x6b]), ...i32(7), 0x40, 0, 0x1a],
    export: 'run_v1',
  }),
  'a variable of Extism': withOutput()
    .import(EXTISM, 'alloc', [[I64], [I64]])
    .import(EXTISM, 'store_u8', [[I64, I32], []])
    .import(EXTISM, 'var_get', [[I64], [I64]])
    .import(EXTISM, 'var_set', [[I64, I64], []])
    .function({
      locals: [I64],
      body: [
        ...[...i64(1), ...call(1), 0x22, 0, ...i32(107), ...call(2)],
        ...answerByte(0, [0x20, 0, ...call(3), ...i64(0), 0x52]),
        ...[0x20, 0, 0x20, 0, ...call(4)],
      ],
      export: 'run_v1',
    }),
  'a block of Extism': withOutput()
    .import(EXTISM, 'alloc', [[I64], [I64]])
    .import(EXTISM, 'store_u8', [[I64, I32], []])
    .import(EXTISM, 'load_u8', [[I64], [I32]])
    .function({
      locals: [I64],
      body: [...[...i64(32), ...call(1), 0x21, 0], ...answerByte(0, [0x20, 0, ...call(3)]), ...[0x20, 0, ...i32(77), ...call(2)]],
      export: 'run_v1',
    }),
} satisfies Record<string, ModuleBuilder>
