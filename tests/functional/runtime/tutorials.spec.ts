import { spawn } from 'node:child_process'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { findProjectRoot } from '#runtime/build/project_root'
import Tenant from '#tenancy/models/tenant'
import User from '#identity/models/user'
import { createTenant, createUser } from '#tests/support/users'
import { switchOffAllPlugins } from '#tests/support/installed_plugins'

type Block = { kind: 'run' | 'file' | 'shown'; path: string; text: string }

const ROOT = findProjectRoot()
const FENCE = /^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm

/** What a reader does with a page: commands, files by their path, and what is said to be shown. The rest is for looking at. */
function blocksOf(page: string): Block[] {
  return [...page.matchAll(FENCE)].flatMap(([, language, path, text]): Block[] => {
    if (path) return [{ kind: 'file', path, text }]
    if (language === 'sh') return [{ kind: 'run', path: '', text }]
    return language === 'text' ? [{ kind: 'shown', path: '', text }] : []
  })
}

/** Every line in its order; `…` stands for anything within one. */
function showsAll(output: string, shown: string): boolean {
  const lines = shown
    .trim()
    .split('\n')
    .map((line) => line.split('…').map(escaped).join('.*'))
  return new RegExp(lines.join('[\\s\\S]*')).test(output)
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** `node ace …` as it stands on the page, in the project's folder, with this suite's database. */
function run(line: string): Promise<{ code: number | null; output: string }> {
  const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain)
  if (words.shift() !== 'node' || words[0] !== 'ace') throw new Error(`No reader can run: ${line}`)
  return new Promise((resolve) => {
    let output = ''
    const child = spawn(process.execPath, ['ace.js', ...words.slice(1)], { cwd: ROOT, env: process.env })
    child.stdout.on('data', (part: Buffer) => (output += part.toString()))
    child.stderr.on('data', (part: Buffer) => (output += part.toString()))
    child.on('close', (code) => resolve({ code, output }))
  })
}

/** Whom the pages speak of: they are there after `npm start`. */
async function enterCast(): Promise<void> {
  if (!(await Tenant.findBy('slug', 'northern-light'))) await (await createTenant()).merge({ slug: 'northern-light' }).save()
  if (!(await User.findBy('email', 'publisher@works.demo'))) {
    const { user } = await createUser({ platform: ['user'] })
    await user.merge({ email: 'publisher@works.demo' }).save()
  }
}

/** The database outlives a run of the tests, and a used version is never forgotten: nobody but a test may do this. */
async function forget(name: string): Promise<void> {
  const gone = `${name}-${Date.now()}`
  await db.transaction(async (trx) => {
    await trx.from('plugins').where('name', name).update({ name: gone, canon_name: gone, skeleton: gone })
    await trx.rawQuery('alter table used_versions disable trigger used_versions_keep')
    await trx.from('used_versions').where('canon_name', name).delete()
    await trx.rawQuery('alter table used_versions enable trigger used_versions_keep')
  })
}

test.group('Tutorials', (group) => {
  group.each.teardown(switchOffAllPlugins)

  test('docs/plugins/{page}.md works word by word')
    .with([
      { page: 'tutorial-typescript', plugin: 'tea-discount' },
      { page: 'tutorial-assemblyscript', plugin: 'night-discount' },
    ])
    .run(async ({ assert }, { page, plugin }) => {
      const folder = join(ROOT, 'my-plugins', plugin)
      await enterCast()
      await forget(plugin)
      await rm(folder, { recursive: true, force: true })
      let output = ''
      let commands = 0
      for (const { kind, path, text } of blocksOf(await readFile(join(ROOT, 'docs/plugins', `${page}.md`), 'utf8'))) {
        if (kind === 'file') {
          assert.isTrue(path.startsWith(`my-plugins/${plugin}/`), path)
          await mkdir(dirname(join(ROOT, path)), { recursive: true })
          await writeFile(join(ROOT, path), text)
        } else if (kind === 'run') {
          output = ''
          for (const line of text.trim().split('\n')) {
            const ran = await run(line)
            output += ran.output
            commands++
            // What is written with --update is a failure until it was written.
            if (!line.includes('--update')) assert.equal(ran.code, 0, `${line}\n${ran.output}`)
          }
        } else assert.isTrue(showsAll(output, text), `said to be shown:\n${text}\nshown:\n${output}`)
      }
      assert.isAbove(commands, 3)
      await rm(folder, { recursive: true, force: true })
    })
})
