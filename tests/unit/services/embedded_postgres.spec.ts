import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import pg from 'pg'
import { test } from '@japa/runner'
import { ensurePostgres } from '#services/postgres/ensure_postgres'
import { findTrigramFault } from '#services/postgres/trigram_check'
import { storagePath } from '#services/environment'
import { LeaseHolder, pidFilePath, runningPostmaster, useOwnStorage } from '#tests/support/postgres_processes'

const ask = async <T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<T>(sql)).rows
  } finally {
    await client.end()
  }
}

test.group('Embedded PostgreSQL', (group) => {
  group.each.setup(useOwnStorage)

  test('a first call makes a cluster, a database and a password; the last leaver stops it', async ({ assert }) => {
    const postgres = await ensurePostgres({ database: 'rialto' })
    assert.deepEqual(await ask(postgres.url, 'select current_database() as name'), [{ name: 'rialto' }])
    const wrong = postgres.url.replace(postgres.password, 'wrong')
    await assert.rejects(() => ask(wrong, 'select 1'), /password authentication failed/)
    assert.equal(statSync(storagePath('secrets.json')).mode & 0o777, 0o600)
    assert.equal(Number(readFileSync(storagePath('run', 'postgres.pid'), 'utf8')), runningPostmaster()!.pid)

    await postgres.release()
    assert.isUndefined(runningPostmaster())
    assert.isFalse(existsSync(storagePath('run', 'postgres.pid')))
  })

  test('trigrams know Cyrillic, sorting and Russian stems work', async ({ assert }) => {
    const { url, release } = await ensurePostgres()
    await ask(url, 'create extension pg_trgm')
    const likeness = `select similarity('кофеварка', 'кофеварк') as near, similarity('кофеварка', 'чай') as far`
    const [{ near, far }] = await ask<{ near: number; far: number }>(url, likeness)
    assert.isAbove(near, 0.7)
    assert.equal(far, 0)
    assert.isUndefined(await findTrigramFault(url))
    const words = `select string_agg(w, ' ' order by w collate "ru-x-icu") as line from unnest('{яблоко,Ёлка,ель,апельсин}'::text[]) w`
    assert.deepEqual(await ask(url, words), [{ line: 'апельсин ёлка ель яблоко'.replace('ё', 'Ё') }])
    assert.deepEqual(await ask(url, `select to_tsvector('russian', 'кроссовки') @@ to_tsquery('russian', 'кроссовками') as ok`), [
      { ok: true },
    ])
    await release()
  })

  test('a database whose characters are not Unicode is complained about', async ({ assert }) => {
    const { url, release } = await ensurePostgres()
    await ask(url, `create database plain template template0 locale 'C' locale_provider libc`)
    const plain = url.replace(/\/[^/]+$/, '/plain')
    assert.isUndefined(await findTrigramFault(plain))
    await ask(plain, 'create extension pg_trgm')
    assert.match((await findTrigramFault(plain))!, /LC_CTYPE/)
    await release()
  })

  test('four processes start at once: one makes the cluster, all get the same server', async ({ assert }) => {
    const holders = await Promise.all(Array.from({ length: 4 }, () => LeaseHolder.start()))
    assert.lengthOf(new Set(holders.map(({ url }) => url)), 1)
    const { pid } = runningPostmaster()!
    for (const { holder } of holders.slice(1)) await holder.leave()
    assert.equal(runningPostmaster()!.pid, pid)
    await holders[0].holder.leave()
    assert.isUndefined(runningPostmaster())
  })

  test('a killed process leaves the server to the next, on the same port, with all rows', async ({ assert }) => {
    const { holder, url } = await LeaseHolder.start()
    await ask(url, 'create table kept as select 1 as one')
    await holder.kill()
    const { pid } = runningPostmaster()!
    const next = await ensurePostgres()
    assert.equal(next.url, url)
    assert.equal(runningPostmaster()!.pid, pid)
    assert.deepEqual(await ask(url, 'select one from kept'), [{ one: 1 }])
    await next.release()
    assert.isUndefined(runningPostmaster())
  })

  test('a killed server is started again at once, and its holder is told', async ({ assert }) => {
    const first = await ensurePostgres()
    await ask(first.url, 'create table kept as select 1 as one')
    const lost = new Promise<void>((resolve) => first.onLost(resolve))
    const { pid } = runningPostmaster()!
    process.kill(pid, 'SIGKILL')
    await lost
    const second = await ensurePostgres()
    assert.notEqual(runningPostmaster()!.pid, pid)
    assert.equal(second.url, first.url)
    assert.deepEqual(await ask(second.url, 'select one from kept'), [{ one: 1 }])
    await second.release()
  })

  test('a stranger who got the pid of a dead server does not stop the start, and is left alone', async ({ assert }) => {
    const stranger = spawn('sleep', ['600'], { cwd: '/', stdio: 'ignore' })
    const first = await ensurePostgres()
    const pidFile = readFileSync(pidFilePath(), 'utf8')
    await first.release()
    writeFileSync(pidFilePath(), pidFile.replace(/^\d+/, String(stranger.pid)))

    const second = await ensurePostgres()
    assert.deepEqual(await ask(second.url, 'select 1 as one'), [{ one: 1 }])
    assert.isNull(stranger.exitCode)
    await second.release()
    const exit = once(stranger, 'exit')
    stranger.kill()
    await exit
  })

  test('a port that was taken meanwhile is replaced', async ({ assert }) => {
    const first = await ensurePostgres()
    await first.release()
    const { createServer } = await import('node:net')
    const squatter = createServer().listen(first.port, '127.0.0.1')
    await once(squatter, 'listening')
    const second = await ensurePostgres()
    assert.notEqual(second.port, first.port)
    await second.release()
    squatter.close()
  })

  test('an interrupted first start leaves nothing that the next stumbles over', async ({ assert }) => {
    const { mkdirSync } = await import('node:fs')
    mkdirSync(storagePath('postgres', 'new-4711', 'base'), { recursive: true })
    const { url, release } = await ensurePostgres()
    assert.deepEqual(await ask(url, 'select 1 as one'), [{ one: 1 }])
    assert.isFalse(existsSync(storagePath('postgres', 'new-4711')))
    await release()
  })
})
