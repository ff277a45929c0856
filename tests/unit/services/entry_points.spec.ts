import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { projectRoot } from '#services/environment'

/** A project as small as can be, under a path with a blank, with the real entry points. */
class SmallProject {
  readonly folder = mkdtempSync(join(tmpdir(), 'rialto project '))

  constructor() {
    for (const path of ['bin/node.mjs', 'bin/build.mjs', 'package-lock.json']) cpSync(join(projectRoot(), path), join(this.folder, path))
    this.write('package.json', '{ "type": "module" }')
    this.write('tsconfig.json', '{ "compilerOptions": { "target": "ESNext", "module": "NodeNext" } }')
    this.write('adonisrc.ts', 'export default {}')
    this.write('resources/app.js', 'console.log(1)')
    this.write(
      'vite.config.ts',
      `export default { logLevel: 'silent', publicDir: false, build: { outDir: 'public/assets', rollupOptions: { input: ['resources/app.js'] } } }`
    )
  }

  write(path: string, text: string) {
    mkdirSync(join(this.folder, path, '..'), { recursive: true })
    writeFileSync(join(this.folder, path), text)
  }

  read = (path: string) => readFileSync(join(this.folder, path), 'utf8')
  linkPackages = () => symlinkSync(join(projectRoot(), 'node_modules'), join(this.folder, 'node_modules'))

  run(code: string, env: NodeJS.ProcessEnv = {}) {
    const { npm_execpath: _, ...inherited } = process.env
    const options = { cwd: this.folder, env: { ...inherited, ...env }, encoding: 'utf8' } as const
    return spawnSync(process.execPath, ['--input-type=module', '-e', code], options)
  }

  build = () => spawnSync(process.execPath, ['bin/build.mjs'], { cwd: this.folder, encoding: 'utf8' })
  isBuildCurrent = () => this.run(`console.log((await import('./bin/build.mjs')).isBuildCurrent())`).stdout.trim() === 'true'

  /** An npm that only notes that it was called. */
  install(exitCode = 0) {
    this.write('tools/npm', `#!/bin/sh\necho "$@" >> calls\nexit ${exitCode}\n`)
    chmodSync(join(this.folder, 'tools', 'npm'), 0o755)
    const result = this.run(`await (await import('./bin/node.mjs')).ensureDependencies()`, {
      PATH: `${this.folder}/tools:${process.env.PATH}`,
    })
    const calls = existsSync(join(this.folder, 'calls')) ? this.read('calls').trim() : ''
    return { ...result, calls }
  }

  remove = () => rmSync(this.folder, { recursive: true, force: true })
}

test.group('Entry points', (group) => {
  let project: SmallProject
  group.each.setup(() => {
    project = new SmallProject()
    return () => project.remove()
  })

  test('packages are installed when none are there', ({ assert }) => {
    assert.equal(project.install().calls, 'ci')
  })

  test('packages are installed when one has another version than the lock file says', ({ assert }) => {
    const lock = JSON.parse(project.read('package-lock.json'))
    const [path] = Object.keys(lock.packages).filter((name) => name.endsWith('/pg'))
    lock.packages[path].version = '0.0.1'
    project.write('node_modules/.package-lock.json', JSON.stringify(lock))
    assert.equal(project.install().calls, 'ci')
  })

  test('nothing is installed when all is there but packages for other platforms', ({ assert }) => {
    project.linkPackages()
    assert.equal(project.install().calls, '')
  })

  test('a failed installation ends the start with a line', ({ assert }) => {
    const { status, stderr } = project.install(1)
    assert.equal(status, 1)
    assert.match(stderr, /npm ci failed/)
  })

  test('a build is made once, again after a change, and a broken change leaves the last one', ({ assert }) => {
    project.linkPackages()
    project.write('app/price.ts', 'export const price: number = 1\n')
    assert.isFalse(project.isBuildCurrent())
    assert.equal(project.build().status, 0)
    assert.isTrue(project.isBuildCurrent())
    assert.include(project.read('build/app/price.js'), 'price = 1')
    assert.isTrue(existsSync(join(project.folder, 'build', 'public', 'assets')))

    project.write('app/price.ts', 'export const price: number = = 2\n')
    assert.isFalse(project.isBuildCurrent())
    assert.equal(project.build().status, 1)
    assert.include(project.read('build/app/price.js'), 'price = 1')

    project.write('app/price.ts', 'export const price: number = 3\n')
    assert.equal(project.build().status, 0)
    assert.include(project.read('build/app/price.js'), 'price = 3')
    assert.isFalse(existsSync(join(project.folder, 'build.old')))
  })
})
