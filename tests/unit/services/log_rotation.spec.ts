import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { test } from '@japa/runner'
import { storagePath } from '#services/environment'
import { rotateLogs } from '#services/launcher/log_rotation'
import { useOwnStorage } from '#tests/support/postgres_processes'

test.group('Log rotation', (group) => {
  group.each.setup(useOwnStorage)

  test('a log past the limit is moved aside and goes on empty; a smaller one is left', ({ assert }) => {
    mkdirSync(storagePath('logs'), { recursive: true })
    const [big, small] = [storagePath('logs', 'web.log'), storagePath('logs', 'worker.log')]
    writeFileSync(big, 'x'.repeat(11))
    writeFileSync(small, 'y'.repeat(10))
    rotateLogs(10)
    appendFileSync(big, 'new')
    assert.equal(readFileSync(`${big}.1`, 'utf8'), 'x'.repeat(11))
    assert.equal(readFileSync(big, 'utf8'), 'new')
    assert.equal(readFileSync(small, 'utf8'), 'y'.repeat(10))
    assert.isFalse(existsSync(`${small}.1`))
  })
})
