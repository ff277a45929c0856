import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, existsSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { projectRoot } from '#services/environment'

const PRINT = `
  const { fillEnvironment } = await import('#services/environment')
  fillEnvironment()
  console.log(JSON.stringify(process.env))
`

/** What a new process with nothing but these variables ends up with. */
function environmentOf(variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const loader = ['--import=./bin/typescript.mjs', '--input-type=module', '-e', PRINT]
  const { stdout, stderr } = spawnSync(process.execPath, loader, {
    cwd: projectRoot(),
    env: { PATH: process.env.PATH, ...variables },
    encoding: 'utf8',
  })
  if (!stdout) throw new Error(stderr)
  return JSON.parse(stdout)
}

const NAMES = ['APP_KEY', 'JWT_SECRET', 'VAULT_KEY', 'SIGNING_KEY', 'METRICS_TOKEN'] as const

test.group('Environment', (group) => {
  let storage: string
  group.each.setup(() => {
    storage = mkdtempSync(join(tmpdir(), 'rialto environment '))
    return () => rmSync(storage, { recursive: true, force: true })
  })

  test('secrets are made once, long, different from each other, and readable by their owner alone', ({ assert }) => {
    const first = environmentOf({ RIALTO_STORAGE: storage })
    const second = environmentOf({ RIALTO_STORAGE: storage })
    for (const name of NAMES) {
      assert.isAtLeast(first[name]!.length, 32)
      assert.equal(second[name], first[name])
    }
    assert.lengthOf(new Set(NAMES.map((name) => first[name])), NAMES.length)
    const file = join(storage, 'secrets.json')
    assert.equal(statSync(file).mode & 0o777, 0o600)
    assert.include(readFileSync(file, 'utf8'), first.APP_KEY!)
  })

  test('this machine is called localhost, where browsers know passkeys; another host by its own name', ({ assert }) => {
    const urlOf = (variables: NodeJS.ProcessEnv) => environmentOf({ RIALTO_STORAGE: storage, ...variables }).APP_URL
    assert.equal(urlOf({}), 'http://localhost:3333')
    assert.equal(urlOf({ HOST: '127.0.0.1', PORT: '4000' }), 'http://localhost:4000')
    assert.equal(urlOf({ HOST: 'shop.lan' }), 'http://shop.lan:3333')
    assert.equal(urlOf({ APP_URL: 'https://market.example.com' }), 'https://market.example.com')
  })

  test('what the operator set stays, an empty value counts as missing', ({ assert }) => {
    const filled = environmentOf({
      RIALTO_STORAGE: storage,
      APP_KEY: 'mine',
      PORT: '4000',
      HOST: '0.0.0.0',
      APP_URL: '',
      CLICKHOUSE_URL: 'http://ch:8123',
    })
    assert.equal(filled.APP_KEY, 'mine')
    assert.equal(filled.APP_URL, 'http://localhost:4000')
    assert.equal(filled.CLICKHOUSE_URL, 'http://ch:8123')
    assert.isUndefined(filled.CLICKHOUSE_PASSWORD)
  })

  test('a process that is given every secret makes none', ({ assert }) => {
    environmentOf({ RIALTO_STORAGE: storage, ...Object.fromEntries(NAMES.map((name) => [name, 'given'])) })
    assert.isFalse(existsSync(join(storage, 'secrets.json')))
  })
})
