import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createClient } from '@clickhouse/client'
import { test } from '@japa/runner'
import { storagePath } from '#services/environment'
import { ensureClickhouse, type EmbeddedClickhouse } from '#services/clickhouse/ensure_clickhouse'
import { processStartedAt } from '#services/processes'
import { loadSecrets } from '#services/secrets'
import { entryPath, loaderArguments } from '#services/service_process'
import { useOwnStorage } from '#tests/support/postgres_processes'
import { waitFor } from '#tests/support/wait_for'

const pid = () => Number(readFileSync(storagePath('run', 'clickhouse.pid'), 'utf8'))
const clientOf = ({ url }: EmbeddedClickhouse) => createClient({ url, password: loadSecrets().clickhousePassword, database: 'rialto_test' })

test.group('ClickHouse front as a process', (group) => {
  group.each.setup(useOwnStorage)

  test('a kill loses no row that was acknowledged, and the port stays', async ({ assert }) => {
    const first = (await ensureClickhouse())!
    const client = clientOf(first)
    await client.command({ query: 'CREATE TABLE kept (n UInt32) ENGINE = MergeTree ORDER BY n' })
    for (let n = 0; n < 20; n++) await client.insert({ table: 'kept', values: [{ n }], format: 'JSONEachRow' })
    await client.close()
    const killed = pid()
    process.kill(killed, 'SIGKILL')
    await waitFor('the front to be gone', () => !processStartedAt(killed))

    const second = (await ensureClickhouse())!
    assert.equal(second.url, first.url)
    const again = clientOf(second)
    const answer = await again.query({ query: 'SELECT toUInt32(count()) AS n FROM kept', format: 'JSONEachRow' })
    assert.deepEqual(await answer.json(), [{ n: 20 }])
    await again.close()
    await second.release()
  })

  test('only one process serves a folder; a second call attaches and its release stops nothing', async ({ assert }) => {
    const first = (await ensureClickhouse())!
    const second = (await ensureClickhouse())!
    assert.equal(second.url, first.url)
    await second.release()
    const rival = spawnSync(process.execPath, [...loaderArguments(), entryPath('services/clickhouse/main')], { encoding: 'utf8' })
    assert.equal(rival.status, 3)
    assert.match(rival.stderr, /already serves/)
    assert.isTrue((await clientOf(first).ping()).success)
    const held = pid()
    await first.release()
    assert.isUndefined(processStartedAt(held))
  })
})
