import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { test } from '@japa/runner'
import { hookTypes } from '#runtime/build/hook_types'
import { findProjectRoot } from '#runtime/build/project_root'
import { docComment, schemaType } from '#runtime/build/schema_types'

const PLUGINS = join(findProjectRoot(), 'plugins')
const SDK = join(PLUGINS, 'sdk', 'typescript')

const scripts = () =>
  readdirSync(PLUGINS)
    .map((name) => join(PLUGINS, name, 'index.ts'))
    .filter((path) => existsSync(path))

/** What the compiler says of these files, under the options that plugins extend. */
function complaints(files: string[], extra: Record<string, string> = {}): string[] {
  const { config } = ts.readConfigFile(join(SDK, 'tsconfig.json'), (path) => readFileSync(path, 'utf8'))
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [] }, ts.sys, SDK)
  const host = ts.createCompilerHost(options)
  const read = host.readFile.bind(host)
  const exists = host.fileExists.bind(host)
  host.readFile = (path) => extra[path] ?? read(path)
  host.fileExists = (path) => path in extra || exists(path)
  const sdk = ['hooks.d.ts', 'rialto-host.d.ts'].map((name) => join(SDK, name))
  const program = ts.createProgram([...sdk, ...files], options, host)
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`)
}

test.group('Types for authors', () => {
  test('hooks.d.ts is what the hooks declare: node ace plugin:hooks --types --out plugins/sdk/typescript/hooks.d.ts', ({ assert }) => {
    assert.equal(readFileSync(join(SDK, 'hooks.d.ts'), 'utf8').trimEnd(), hookTypes().trimEnd())
  })

  test('every first-party plugin in TypeScript compiles against them', ({ assert }) => {
    assert.isAbove(scripts().length, 3)
    assert.deepEqual(complaints(scripts()), [])
  })

  test('a wrong answer and an unknown function are told while writing', ({ assert }) => {
    const path = join(PLUGINS, 'wrong.ts')
    const source = `import { fetchAll } from 'rialto:host'
      import type { DiscountV1Answer, DiscountV1Input } from 'rialto:hooks'
      export const discount_v1 = (input: DiscountV1Input): DiscountV1Answer => ({ discounts: [{ percent: input.lines.length }] })`
    const told = complaints([path], { [path]: source }).join('\n')
    assert.include(told, "no exported member 'fetchAll'")
    assert.include(told, "Property 'label' is missing")
  })

  test('schemas become types: unions, lists of unions, records, names that need quotes, comments', ({ assert }) => {
    const schema = {
      type: 'object',
      required: ['kind', 'x-y'],
      properties: {
        'kind': { enum: ['a', 'b'] },
        'x-y': { type: 'array', items: { type: ['string', 'null'] } },
        'more': { type: 'object', additionalProperties: { type: 'integer' } },
        'one': { anyOf: [{ const: 1 }, { type: 'boolean' }], description: 'Either' },
      },
    }
    assert.equal(
      schemaType(schema),
      `{\n  kind: "a" | "b"\n  "x-y": (string | null)[]\n  more?: Record<string, number>\n  /** Either */\n  one?: 1 | boolean\n}`
    )
    assert.notInclude(docComment('ends */ here', 0), 'ends */')
  })
})
