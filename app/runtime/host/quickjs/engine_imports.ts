import { GuestTrap } from '../guest_trap.ts'

/** What the engine may ask of the one who holds it. */
export interface EngineHooks {
  /** The script calls the host with one value; a pointer to it is given. */
  onCall: (value: number) => void
  /** The module loader wants to know which module `name` means: a pointer to text that the engine frees. */
  onResolve: (name: number) => number
  /** The source of a module that is not loaded yet: a pointer to text that the engine frees. */
  onLoad: (name: number) => number
  /** Makes the memory at least so many bytes large, if it may be. */
  onGrow: (bytes: number) => boolean
  /** A view of the memory, for the few imports that answer through it. */
  view: () => DataView
}

type Four = [number, number, number, number]

const EBADF = 8
const ESPIPE = 70
const NO_TIME = 0

/**
 * The engine's imports. There are no files, no environment, no timers and no clock: time stands still at 1970, so that
 * the same script does the same on every machine.
 */
export function engineImports(holder: () => EngineHooks): WebAssembly.Imports {
  return {
    a: {
      b: () => abort('An assertion of the engine failed.'),
      c: () => EBADF,
      d: () => EBADF,
      e: () => 0,
      f: (count: number, size: number) => writeWords(holder().view(), [count, 0], [size, 0]),
      g: (...[, , , name]: Four) => holder().onResolve(name),
      h: (_runtime: number, _context: number, name: number) => holder().onLoad(name),
      i: () => 0,
      j: () => 0,
      k: (bytes: number) => (holder().onGrow(bytes >>> 0) ? 1 : 0),
      l: () => {},
      m: (seconds: bigint, out: number) => writeUtc(holder().view(), { seconds, out }),
      n: (zone: number, daylight: number) => void writeWords(holder().view(), [zone, 0], [daylight, 0]),
      o: () => ESPIPE,
      p: () => NO_TIME,
      q: (_clock: number, _precision: bigint, out: number) => writeWords(holder().view(), [out, NO_TIME], [out + 4, NO_TIME]),
      r: () => abort('The engine gave up.'),
      s: () => abort('The engine wanted to exit.'),
      t: (...[, , , values]: Four) => {
        holder().onCall(values)
        return 0
      },
      u: () => {},
    },
  }
}

function abort(why: string): never {
  throw new GuestTrap('trap', why)
}

function writeWords(view: DataView, ...words: [address: number, value: number][]): number {
  for (const [address, value] of words) view.setUint32(address, value, true)
  return 0
}

/** C's broken-down time, eleven numbers; every zone is UTC here. */
function writeUtc(view: DataView, { seconds, out }: { seconds: bigint; out: number }): void {
  const date = new Date(Number(seconds) * 1_000)
  const year = date.getUTCFullYear()
  const dayOfYear = Math.floor((date.getTime() - Date.UTC(year, 0, 1)) / 86_400_000)
  const fields = [
    date.getUTCSeconds(),
    date.getUTCMinutes(),
    date.getUTCHours(),
    date.getUTCDate(),
    date.getUTCMonth(),
    year - 1900,
    date.getUTCDay(),
    dayOfYear,
    0,
    0,
  ]
  fields.forEach((value, i) => view.setInt32(out + i * 4, value || 0, true))
}
