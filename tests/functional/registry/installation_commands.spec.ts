import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { findInstallation } from '#runtime/installations/installation'
import { createTenant, createUser } from '#tests/support/users'
import { pluginName, releasePlugin } from '#tests/support/plugin_uploads'
import { recordRuns, runOf } from '#tests/support/plugin_runs'

/** Runs an Ace command in a process of its own, as the operator does. */
async function ace(...args: string[]) {
  return aceWith('', ...args)
}

async function aceWith(input: string, ...args: string[]) {
  const child = spawn(process.execPath, ['--no-warnings', '--import=./bin/typescript.mjs', 'bin/console.ts', ...args], {
    cwd: app.makePath(),
  })
  child.stdin.end(input)
  const [out, error, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((done) => child.on('close', done)),
  ])
  return { out: out.trim(), error: error.trim(), code }
}

const json = async (...args: string[]) => {
  const { out, code } = await ace(...args, '--json')
  return { ...JSON.parse(out), code }
}

test.group('Installed plugins from the terminal', () => {
  test('installed, updated with consent, rolled back, listed, replayed, exported and removed', async ({ assert }) => {
    const { user } = await createUser({ platform: ['user'] })
    const [name, tenant] = [pluginName(), await createTenant()]
    await releasePlugin(user, { name })
    const of = [name, `--tenant=${tenant.slug}`]
    const { id } = await json('plugin:install', ...of)
    assert.include(await json('plugin:disable', ...of, '--reason=closed today'), { status: 'disabled', code: 0 })
    assert.include(await json('plugin:enable', ...of), { status: 'enabled' })

    await releasePlugin(user, { name, version: '2.0.0', usesClock: true, salt: 1 })
    const waiting = await ace('plugin:update', ...of)
    assert.include(waiting.out, '2.0.0 asks for more and waits')
    assert.include(await json('plugin:update', ...of, '--consent'), { version: '2.0.0', last_good_version: '1.0.0' })
    assert.include(await json('plugin:rollback', ...of), { version: '1.0.0', code: 0 })
    const { out: list } = await ace('plugin:list', `--tenant=${tenant.slug}`)
    assert.include(list, `${name} 1.0.0: enabled (stable)`)

    await recordRuns(runOf(await findInstallation({ id, tenantId: tenant.id }), { outcome: 'trap', output: undefined }))
    const { out } = await ace('plugin:runs', `--plugin=${name}`, '--failed', '--json')
    const [run] = JSON.parse(out) as { id: string; outcome: string }[]
    assert.equal(run!.outcome, 'trap')
    assert.containsSubset(await json('plugin:replay', run!.id, '--version=2.0.0'), { replayed: { version: '2.0.0' }, code: 0 })

    const folder = await mkdtemp(join(tmpdir(), 'rialto-export-'))
    const removed = await json('plugin:uninstall', ...of, `--export=${join(folder, 'data.json')}`)
    assert.include(removed, { plugin: name, code: 0 })
    assert.include(JSON.parse(await readFile(join(folder, 'data.json'), 'utf8')), { plugin: name, version: '1.0.0' })
    await rm(folder, { recursive: true })
    assert.equal((await ace('plugin:list', `--tenant=${tenant.slug}`)).out, 'No plugin is installed')
  })

  test('a secret comes from standard input, and is needed before the plugin is switched on', async ({ assert }) => {
    const { user } = await createUser({ platform: ['user'] })
    const [name, tenant] = [pluginName(), await createTenant()]
    await releasePlugin(user, { name, secrets: { api_key: { required: true } } })
    const of = [name, `--tenant=${tenant.slug}`]
    assert.include(await json('plugin:install', ...of), { error_code: 'PLUGIN_SECRETS_MISSING', code: 1 })
    assert.include(await json('plugin:install', ...of, '--disabled'), { status: 'disabled', code: 0 })
    const set = await aceWith('a-secret-value\n', 'plugin:secret', name, 'api_key', `--tenant=${tenant.slug}`)
    assert.equal(set.out, `api_key of ${name} is set`)
    assert.include(await json('plugin:enable', ...of), { status: 'enabled' })
  })

  test('what is not there is said in one line, or as JSON, with exit code 1', async ({ assert }) => {
    const tenant = await createTenant()
    const missing = await ace('plugin:rollback', 'no-such-plugin', `--tenant=${tenant.slug}`)
    assert.equal(missing.code, 1)
    assert.equal(missing.error, `no-such-plugin is not installed for ${tenant.slug}`)
    assert.include(await json('plugin:update', 'no-such-plugin', '--tenant=nobody'), { error: 'There is no tenant nobody', code: 1 })
    assert.include(await json('plugin:replay', 'nonsense'), { error_code: 'NOT_FOUND', code: 1 })
  })
})
