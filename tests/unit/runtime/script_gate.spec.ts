import { test } from '@japa/runner'
import { judgeArtifact } from '#runtime/build/judge_artifact'
import { PluginHost } from '#runtime/host/plugin_host'

const encoder = new TextEncoder()
const judge = (source: string) => judgeArtifact(encoder.encode(source))
const HOOK = 'export function discount_v1() { return {} }\n'

/** Source, code of the finding, words of its message. */
const REFUSED: [name: string, source: string, code: string, ...words: string[]][] = [
  ['an enum', `enum Kind { A }\n${HOOK}`, 'script_refused', 'enum', 'line 1'],
  ['a namespace with code', `${HOOK}namespace N { export const a = 1 }`, 'script_refused', 'line 2'],
  ['a parameter property', `${HOOK}class A { constructor(private b: number) {} }`, 'script_refused', 'line 2'],
  ['what does not parse', `${HOOK}\nconst a = ;`, 'script_refused', 'line 3'],
  ['what throws at its top level', `${HOOK}null.x`, 'script_refused', 'TypeError', 'line 2'],
  ['an import of another file', `import { a } from './a.ts'\n${HOOK}`, 'script_module_unknown', './a.ts', 'rialto:host'],
  ['an import of a module of Node', `import { readFileSync } from 'node:fs'\n${HOOK}`, 'script_module_unknown', 'node:fs'],
  ['a name that the platform does not offer', `import { sudo } from 'rialto:host'\n${HOOK}`, 'script_import_unknown', 'sudo', 'kv'],
  ['a type imported as a value', `import { Json, kv } from 'rialto:host'\n${HOOK}`, 'script_import_unknown', 'import type'],
  ['an import of everything', `import * as host from 'rialto:host'\n${HOOK}`, 'script_namespace', 'by name'],
  ['a default import', `import host from 'rialto:host'\n${HOOK}`, 'script_import_unknown', 'default'],
  ['a loop at its top level', `for (;;) {}\n${HOOK}`, 'script_refused', 'Limit fuel'],
  ['all the memory at its top level', `const a = []; for (;;) a.push(new ArrayBuffer(1e6))\n${HOOK}`, 'script_refused', 'out of memory'],
  ['megabytes left by its top level', `const a = new Uint8Array(5e6).fill(7)\n${HOOK}`, 'script_refused', '4194304'],
  ['waiting at its top level', `await new Promise(() => {})\n${HOOK}`, 'script_refused', 'top level'],
  ['asking at its top level', `import { kv } from 'rialto:host'\nawait kv.get('a')\n${HOOK}`, 'script_refused', 'move this into the hook'],
  ['reading settings at its top level', `import { settings } from 'rialto:host'\nsettings()\n${HOOK}`, 'script_refused', 'into the hook'],
  ['the time at its top level', `Date.now()\n${HOOK}`, 'script_refused', 'now()'],
  ['import() at its top level', `const { kv } = await import('rialto:host')\n${HOOK}`, 'script_refused', 'by name'],
  ['more than 256 KB', `/*${'x'.repeat(256 * 1024)}*/${HOOK}`, 'script_too_large', '262144'],
  ['a NUL', `${HOOK}// \0`, 'script_not_text', 'UTF-8'],
]

test.group('Gate for scripts', () => {
  for (const [name, source, code, ...words] of REFUSED) {
    test(`refuses ${name} and says why`, async ({ assert }) => {
      const { verdict, gated } = await judge(source)
      assert.isFalse(verdict.ok)
      assert.isUndefined(gated)
      const [found] = verdict.findings.filter(({ severity }) => severity === 'error')
      assert.equal(found.code, code, found.message)
      for (const word of words) assert.include(found.message, word)
    })
  }

  test('takes a top level that leaves less', async ({ assert }) => {
    const { verdict } = await judge(`const a = new Uint8Array(3e6).fill(7)\n${HOOK}`)
    assert.isTrue(verdict.ok)
  })

  test('refuses what is no text at all', async ({ assert }) => {
    const { verdict } = await judgeArtifact(Uint8Array.of(0xff, 0xfe, 0x00, 0x01))
    assert.deepEqual(
      verdict.findings.map(({ code }) => code),
      ['script_not_text']
    )
  })

  test('tells hooks, other exports, imports and what has to be granted', async ({ assert }) => {
    const { verdict, gated } = await judge(`
      import type { Json } from 'rialto:host'
      import { kv, fetch as get, log, hash, hmac } from 'rialto:host'
      export { settings } from 'rialto:host'
      interface Line { line: string }
      export async function discount_v1(input: { lines: Line[] }): Promise<Json> { log('x'); return kv.get<Json>('a') }
      export const shipping_quote_v1 = () => get('https://a.example')
      export const helper = (): number => 1
      export const discount_v2 = 5
      export default class {}
      const unused = [hash, hmac]`)
    assert.isTrue(verdict.ok, JSON.stringify(verdict.findings))
    assert.equal(verdict.engine, 'quickjs')
    assert.deepEqual(verdict.hooks, ['discount_v1', 'shipping_quote_v1'])
    assert.deepEqual(verdict.capabilities, ['crypto', 'http', 'kv'])
    assert.sameMembers(
      verdict.imports.map(({ name }) => name),
      ['fetch', 'hash', 'hmac', 'kv', 'log', 'settings']
    )
    assert.includeDeepMembers(verdict.exports, [{ name: 'discount_v2', kind: 'global' }])
    assert.notInclude(new TextDecoder().decode(gated), 'interface')
  })

  test('warns of a script without a hook', async ({ assert }) => {
    const { verdict } = await judge('export const a = 1')
    assert.isTrue(verdict.ok)
    assert.deepEqual(
      verdict.findings.map(({ code, severity }) => [code, severity]),
      [['script_no_hook', 'warning']]
    )
  })

  test('makes the same JavaScript of the same source, in the plugin host as here', async ({ assert }) => {
    const source = `import { kv } from 'rialto:host'\nexport const discount_v1 = async (a: number): Promise<unknown> => kv.get(\`\${a}\`)`
    const here = await judge(source)
    const host = new PluginHost()
    const there = await host.inspect(encoder.encode(source))
    await host.stop()
    assert.deepEqual(there.verdict, here.verdict)
    assert.deepEqual(Buffer.from(there.gated!), Buffer.from(here.gated!))
  })

  test('a refused script does not keep the next one from being judged', async ({ assert }) => {
    const verdicts = await Promise.all([judge('for (;;) {}'), judge(HOOK), judge('throw 1'), judge(HOOK)])
    assert.deepEqual(
      verdicts.map(({ verdict }) => verdict.ok),
      [false, true, false, true]
    )
  })
})
