import { gateModule } from '#runtime/gate/gate'
import { REQUEST_LIMITS, type CallLimits, type CallOutcome } from '#runtime/host/call_types'
import { type PluginCall } from '#runtime/host/plugin_host'
import { I32, I64, ModuleBuilder, forever, i32 } from './module_builder.js'

const HOST = 'rialto:host/v1'
const withIo = (): ModuleBuilder =>
  new ModuleBuilder()
    .import(HOST, 'input_length', [[], [I32]])
    .import(HOST, 'input_read', [[I32, I32, I32], [I32]])
    .import(HOST, 'output_write', [[I32, I32], []])
    .import(HOST, 'settings_length', [[], [I32]])
    .import(HOST, 'settings_read', [[I32, I32, I32], [I32]])
    .import(HOST, 'fail', [[I32, I32], []])
    .memory(0, 8)
    .export('memory', 2, 0)

const call = (index: number): number[] => [0x10, index]

export const GUESTS = {
  /** Answers its input. */
  echo: withIo().function({
    body: [...i32(0), ...i32(0), ...call(0), ...call(1), 0x1a, ...i32(0), ...call(0), ...call(2)],
    export: 'run_v1',
  }),
  /** Answers its settings. */
  settings: withIo().function({
    body: [...i32(0), ...i32(0), ...call(3), ...call(4), 0x1a, ...i32(0), ...call(3), ...call(2)],
    export: 'run_v1',
  }),
  /** Says with its input that it can't answer. */
  refuse: withIo().function({
    body: [...i32(0), ...i32(0), ...call(0), ...call(1), 0x1a, ...i32(0), ...call(0), ...call(5)],
    export: 'run_v1',
  }),
  /** Answers its first byte, then the rest instead. */
  twice: withIo().function({
    body: [
      ...i32(0),
      ...i32(0),
      ...call(0),
      ...call(1),
      0x1a,
      ...i32(0),
      ...i32(1),
      ...call(2),
      ...i32(1),
      ...call(0),
      ...i32(1),
      0x6b,
      ...call(2),
    ],
    export: 'run_v1',
  }),
  /** Answers its input, then says with it that it can't answer. */
  undecided: withIo().function({
    body: [...i32(0), ...i32(0), ...call(0), ...call(1), 0x1a, ...i32(0), ...call(0), ...call(2), ...i32(0), ...call(0), ...call(5)],
    export: 'run_v1',
  }),
  /** Answers nothing at all. */
  silent: withIo().function({ body: [], export: 'run_v1' }),
  /** Adds one to a byte of its memory and answers it: always 1, or something was left over. */
  count: withIo().function({
    body: [...i32(9), ...i32(9), 0x2d, 0, 0, ...i32(1), 0x6a, 0x3a, 0, 0, ...i32(9), ...i32(1), ...call(2)],
    export: 'run_v1',
  }),
  /** Answers more than may be answered. */
  babble: withIo().function({ body: [...i32(0), ...i32(300 * 1024), ...call(2)], export: 'run_v1' }),
  /** Reads outside of its memory through the host. */
  reach: withIo().function({ body: [...i32(-16), ...i32(64), ...call(2)], export: 'run_v1' }),
  /** Asks the platform for the time and answers the eight bytes. */
  clock: new ModuleBuilder()
    .import(HOST, 'now', [[], [I64]])
    .import(HOST, 'output_write', [[I32, I32], []])
    .memory(0, 1)
    .export('memory', 2, 0)
    .function({ body: [...i32(8), ...call(0), 0x37, 3, 0, ...i32(8), ...i32(8), ...call(1)], export: 'run_v1' }),
  /** Asks for the time for ever. */
  ask: new ModuleBuilder().import(HOST, 'now', [[], [I64]]).function({ body: forever([...call(0), 0x1a]), export: 'run_v1' }),
  spin: new ModuleBuilder().function({ body: forever(), export: 'run_v1' }),
} satisfies Record<string, ModuleBuilder>

/** A call to one of the guests, gated as an upload would be. */
export function guestCall(name: keyof typeof GUESTS, overrides: GuestOverrides = {}): PluginCall {
  return moduleCall(GUESTS[name].build(), { fn: 'run_v1', ...overrides })
}

type GuestOverrides = Partial<Omit<PluginCall, 'limits'>> & { limits?: Partial<CallLimits> }

export function moduleCall(module: Uint8Array<ArrayBuffer>, { limits, ...rest }: GuestOverrides): PluginCall {
  const { verdict, gated } = gateModule(module)
  if (!gated) throw new Error(verdict.findings.map(({ message }) => message).join('; '))
  return {
    digest: verdict.sha256,
    loadModule: () => Promise.resolve(gated),
    fn: 'discount_v1',
    input: new Uint8Array(),
    // Generous: a slow machine must not make a test fail, the tests that want a deadline set one.
    limits: { ...REQUEST_LIMITS, wallMs: 20_000, cpuMs: 10_000, ...limits },
    ...rest,
  }
}

/** How a call ended. */
export async function kind(ended: Promise<CallOutcome>): Promise<CallOutcome['outcome']> {
  const { outcome } = await ended
  return outcome
}
