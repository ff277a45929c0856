import { createHash } from 'node:crypto'
import { ByteWriter } from '#runtime/gate/byte_writer'
import { GATE_LIMITS } from '#runtime/gate/gate_limits'
import { I32, i32, ModuleBuilder } from '#tests/unit/runtime/module_builder'

const FUNCTIONS = 350
/** `local.get 0; i32.const n; i32.add; local.set 0` */
const STEP = [0x20, 0, ...i32(77), 0x6a, 0x21, 0]
const SECTION_HEADERS = 64

/** A small module; `salt` makes its bytes differ. */
export const smallModule = (salt: number) => moduleOf(salt).build()

/** As large as a module may be: two thirds code in functions with loops and branches, one third data. */
export function largeModule(salt: number): Uint8Array<ArrayBuffer> {
  const module = moduleOf(salt)
  for (let at = 0; at < FUNCTIONS; at++) module.function({ params: [I32], results: [I32], body: functionBody(at) })
  const code = module.build().length
  const data = new ByteWriter()
    .u32(1)
    .byte(0)
    .raw([...i32(0), 0x0b])
    .u32(GATE_LIMITS.module_bytes - code - SECTION_HEADERS)
    .raw(new Uint8Array(GATE_LIMITS.module_bytes - code - SECTION_HEADERS).fill(salt & 0xff))
  return module.section(11, [...data.toBytes()]).build()
}

const moduleOf = (salt: number) =>
  new ModuleBuilder().memory(1, 17, 18).function({ results: [I32], body: [...i32(salt), 0x1a, ...i32(0)], export: 'discount_v1' })

/** Steps, then a loop that counts down: `loop … local.get 0; br_if 0 end`. */
function functionBody(at: number): number[] {
  const steps = Array.from({ length: 210 }, () => STEP).flat()
  const loop = [0x03, 0x40, 0x20, 0, ...i32(1), 0x6b, 0x22, 0, 0x0d, 0, 0x0b]
  return [...i32(at), 0x21, 0, ...steps, ...loop, 0x20, 0]
}

const TEXT = 'Takes nothing off'

export function publishBody({ name, version, bytes, description = TEXT }: PublishRequest) {
  return JSON.stringify({
    ...{ name, version, description, category: 'discount', license: 'MIT', tags: ['bench'] },
    checksum: createHash('sha256').update(bytes).digest('hex'),
    file_size: bytes.length,
    wasm_data: Buffer.from(bytes).toString('base64'),
    manifest: {
      ...{ id: name, version, category: 'discount', license: 'MIT', language: 'wasm', entry: 'plugin.wasm', host_api: '1' },
      name: { en: 'Measured', ru: 'Измеряемый' },
      description: { en: description, ru: description },
      ...{ hooks: ['discount@1'], capabilities: [], settings: { type: 'object', additionalProperties: false, properties: {} } },
    },
  })
}

export type PublishRequest = { name: string; version: string; bytes: Uint8Array; description?: string }
