import { existsSync } from 'node:fs'
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { findProjectRoot } from '#runtime/build/project_root'
import { exportTypeName } from '#runtime/build/hook_types'
import { PluginBuildFailed } from '#runtime/exceptions/plugin_build_failed'
import { newManifest, titleOf, type NewPluginLanguage } from '#runtime/scaffold/new_manifest'
import type { Fixture } from '#runtime/fixtures/fixture'
import type { Hook } from '#runtime/hooks/define_hook'

const ENTRIES: Record<NewPluginLanguage, string> = { typescript: 'index.ts', assemblyscript: 'assembly/index.ts' }
const TEMPLATE = '.template'

export interface NewPluginInput {
  id: string
  /** Where the project goes; must be empty or not there. */
  folder: string
  language: NewPluginLanguage
  hook: Hook
}

/** Writes a project that compiles, passes the gate and has a fixture; answers its files. Throws `PluginBuildFailed`. */
export async function scaffoldPlugin({ id, folder, language, hook }: NewPluginInput): Promise<string[]> {
  if (existsSync(folder) && (await readdir(folder)).length > 0) throw new PluginBuildFailed(`${folder} is not empty`)
  const files = {
    'plugin.json': json(newManifest({ id, language, hook, entry: ENTRIES[language] })),
    'fixtures/example.json': json(exampleFixture(hook)),
    ...(await fillTemplates({ id, folder, language, hook })),
  }
  for (const [name, contents] of Object.entries(files)) {
    const path = join(folder, name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, contents)
  }
  return Object.keys(files)
}

/** What the template answers to the hook's own example; `plugin:test --update` writes what is expected. */
const exampleFixture = (hook: Hook): Fixture => ({
  title: `The example of ${hook.id}`,
  hook: hook.id,
  input: hook.example.input,
  ...(hook.name === 'discount' ? {} : { expect: hook.example.output }),
})

/** A template for one hook (`index.ts.discount.template`) goes before the one for any. */
async function fillTemplates(input: NewPluginInput): Promise<Record<string, string>> {
  const root = join(findProjectRoot(), 'plugins', 'sdk', 'templates', input.language)
  const names = (await readdir(root, { recursive: true })).filter((name) => name.endsWith(TEMPLATE))
  const own = `.${input.hook.name}${TEMPLATE}`
  const files: Record<string, string> = {}
  for (const name of names) {
    const target = name.endsWith(own) ? name.slice(0, -own.length) : name.slice(0, -TEMPLATE.length)
    const isForAny = !/\.\w+\.\w+\.template$/.test(name)
    if (!name.endsWith(own) && (!isForAny || names.includes(`${target}${own}`))) continue
    files[target] = fill(await readFile(join(root, name), 'utf8'), wordsFor(input, target))
  }
  return files
}

const fill = (template: string, words: Record<string, string>): string =>
  template.replace(/\{\{(\w+)\}\}/g, (hole, name: string) => words[name] ?? hole)

function wordsFor({ id, folder, hook }: NewPluginInput, target: string): Record<string, string> {
  const sdk = relative(join(folder, dirname(target)), join(findProjectRoot(), 'plugins', 'sdk'))
    .split(sep)
    .join('/')
  return {
    title: titleOf(id),
    folder: relative(process.cwd(), folder) || '.',
    hook: hook.id,
    hook_title: hook.title,
    export: hook.exportName,
    type: exportTypeName(hook),
    sdk,
    example: target.startsWith('assembly/')
      ? templateText(hook.example.output)
      : JSON.stringify(hook.example.output, null, 2).replaceAll('\n', '\n  '),
  }
}

/** JSON inside a template literal of AssemblyScript. */
const templateText = (value: unknown): string =>
  JSON.stringify(value).replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${')

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
