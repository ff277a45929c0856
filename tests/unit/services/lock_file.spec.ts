import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { test } from '@japa/runner'
import { projectRoot } from '#services/environment'

interface Entry {
  version?: string
  resolved?: string
  optional?: boolean
  os?: string[]
  cpu?: string[]
  optionalDependencies?: Record<string, string>
}
type Packages = Record<string, Entry>
interface Repair {
  repairLock(lock: { packages: Packages }): string[]
  findMissing(packages: Packages): { name: string }[]
}

const script = pathToFileURL(join(projectRoot(), 'scripts', 'repair_lock_file.mjs')).href
const load = async () => (await import(script)) as Repair
const text = readFileSync(join(projectRoot(), 'package-lock.json'), 'utf8')

test.group('Lock file', () => {
  test('lists the packages of every platform, so that npm ci passes on all (else: node scripts/repair_lock_file.mjs)', async ({
    assert,
  }) => {
    const { findMissing } = await load()
    assert.deepEqual(
      findMissing(JSON.parse(text).packages).map(({ name }) => name),
      []
    )
  })

  test('names no registry', ({ assert }) => {
    const { packages } = JSON.parse(text) as { packages: Packages }
    assert.isEmpty(Object.values(packages).filter(({ resolved }) => resolved?.startsWith('http')))
  })

  test('the repair adds what is missing with its platform, drops addresses, and then finds nothing to do', async ({ assert }) => {
    const { repairLock } = await load()
    const packages: Packages = {
      '': {},
      'node_modules/engine': {
        version: '1.0.0',
        resolved: 'https://example.invalid/engine.tgz',
        optionalDependencies: {
          '@engine/lib-linux-arm64-musl': '1.0.0',
          '@engine/lib-darwin-x64': '^1.2.0',
          '@engine/lib-linux-x64-gnu': '1.0.0',
        },
      },
      'node_modules/@engine/lib-linux-x64-gnu': { version: '1.0.0' },
    }
    const lock = { packages }
    assert.lengthOf(repairLock(lock), 3)
    assert.deepEqual(lock.packages['node_modules/@engine/lib-linux-arm64-musl'], {
      version: '1.0.0',
      optional: true,
      libc: ['musl'],
      cpu: ['arm64'],
      os: ['linux'],
    } as Entry)
    assert.deepEqual(lock.packages['node_modules/@engine/lib-darwin-x64'], {
      version: '1.2.0',
      optional: true,
      cpu: ['x64'],
      os: ['darwin'],
    })
    assert.notProperty(lock.packages['node_modules/engine'], 'resolved')
    assert.isEmpty(repairLock(lock))
  })
})
