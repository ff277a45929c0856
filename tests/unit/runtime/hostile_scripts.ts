import type { CallOutcomeKind } from '#runtime/host/call_types'

export interface HostileScript {
  name: string
  source: string
  outcome: CallOutcomeKind
  /** What the error has to say. */
  says?: string
}

const stopped = (name: string, body: string, says?: string): HostileScript => ({
  name,
  source: hook(body),
  outcome: 'fuel_exhausted',
  says,
})
const thrown = (name: string, body: string, says: string): HostileScript => ({ name, source: hook(body), outcome: 'trap', says })
const full = (name: string, body: string): HostileScript => ({ name, source: hook(body), outcome: 'memory' })
const ended = (name: string, body: string, { outcome, says }: Pick<HostileScript, 'outcome' | 'says'>): HostileScript => ({
  ...{ name, outcome, says },
  source: hook(body),
})

const hook = (body: string): string => `export async function run_v1(input) {\n${body}\n}`

/** Scripts that do not let go, take too much, lie, or meddle with what they run in. */
export const HOSTILE_SCRIPTS: readonly HostileScript[] = [
  stopped('loops for ever', 'for (;;) {}'),
  stopped('loops for ever in a handler of errors', 'for (;;) { try { throw 1 } catch {} finally { continue } }'),
  stopped('backtracks for ever in a regular expression', `return /^(a|aa)+$/.test('a'.repeat(60) + 'b')`),
  stopped('replaces for ever', `return 'a'.repeat(50000).replace(/(a+)+b/g, 'x')`),
  stopped('floods its own queue', 'const again = () => Promise.resolve().then(again); again(); await new Promise(() => {})'),
  stopped('awaits for ever', 'for (;;) await null'),
  stopped('sorts with a comparison that loops', '[3, 1, 2].sort(() => { for (;;) {} })'),
  stopped('answers with a toJSON that loops', 'return { toJSON() { for (;;) {} } }'),
  stopped('answers with a getter that loops', 'return { get percent() { for (;;) {} } }'),
  stopped('answers with a Proxy that loops', 'return new Proxy({}, { ownKeys() { for (;;) {} } })'),
  stopped('throws what loops when it is shown', 'throw Object.assign(new Error("x"), { get message() { for (;;) {} } })'),
  stopped('is a thenable that loops', 'return { then() { for (;;) {} } }'),
  stopped('makes code that loops', `return new Function('for (;;) {}')()`),
  stopped('parses for ever', `return eval('1' + '+1'.repeat(400000))`),
  stopped('counts with numbers that never end', 'let n = 3n; for (;;) n = n * n % (10n ** 300n)'),
  full('makes strings without end', `let s = 'x'; const kept = []; for (;;) kept.push(s = s + s.slice(0, 1000) + kept.length)`),
  stopped('makes lists without end', 'const kept = []; for (;;) kept.push(new Array(10000).fill(kept))'),
  full('makes buffers without end', 'const kept = []; for (;;) kept.push(new Uint8Array(1000000))'),
  full('makes one buffer that is too large', 'return new ArrayBuffer(2 ** 31 - 1)'),
  thrown('makes one text that is too long', `return 'x'.repeat(2 ** 30)`, 'invalid string length'),
  thrown('calls itself for ever', 'const dive = () => dive() + 1; return dive()', 'too deeply'),
  thrown('calls itself through a getter', 'const o = { get x() { return o.x } }; return o.x', 'too deeply'),
  thrown('calls itself through text', `const o = { toString() { return '' + o } }; return '' + o`, 'too deeply'),
  thrown('calls itself through a list', 'const dive = () => [1].map(dive); return dive()', 'too deeply'),
  thrown('nests code too deeply', `return eval('('.repeat(20000) + '1' + ')'.repeat(20000))`, 'too deeply'),
  thrown('nests patterns too deeply', `return new RegExp('(?:'.repeat(20000) + ')'.repeat(20000))`, 'stack overflow'),
  thrown('nests lists too deeply', `let a = []; for (let i = 0; i < 5000; i++) a = [a]; return String(a)`, 'too deeply'),
  thrown('answers in circles', 'const a = {}; a.a = a; return a', 'circular'),
  thrown('answers a number that JSON has no word for', 'return 10n', 'BigInt'),
  thrown('throws nothing', 'throw undefined', 'threw'),
  thrown('throws what can not be shown', 'throw { toJSON() { throw 1 } }', 'can not be shown'),
  thrown('imports at run time', `return (await import('rialto:host')).kv.get('a')`, 'by name'),
  thrown('imports a file at run time', `return import('node:fs')`, 'one file'),
  thrown('asks for the time that is not granted', 'return Date.now()', 'now()'),
  thrown('makes a date of now', 'return new Date()', 'now()'),
  thrown('asks for chance', 'return Math.random()', 'randomBytes()'),
  ended('never answers', 'return new Promise(() => {})', { outcome: 'failed', says: 'never answered' }),
  ended('answers more than may be', `return 'x'.repeat(300000)`, { outcome: 'output_too_large', says: 'outputBytes' }),
]
