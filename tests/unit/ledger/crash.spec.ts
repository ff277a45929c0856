import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { sqlRows } from '#core/database/sql'
import { waitFor } from '#tests/support/wait_for'
import { balanceOf, commitPost, outcome, topUp, wallet } from '#tests/unit/ledger/support/requests'

const PROGRAM = 'tests/unit/ledger/support/post_and_wait.ts'

/** Starts the client, waits until it has posted, and kills it. */
async function killWhilePosting(tenantId: string, key: string, when: 'before' | 'after') {
  const args = ['--no-warnings', '--import=./bin/typescript.mjs', app.makePath(PROGRAM), tenantId, key, when]
  const child = spawn(process.execPath, args, { cwd: app.makePath(), stdio: ['ignore', 'pipe', 'inherit'] })
  await saysPosted(child)
  const during = await outcome(commitPost(tenantId, topUp(wallet('crash'), 75), { idempotencyKey: key }))
  child.kill('SIGKILL')
  await once(child, 'close')
  await waitFor('the server to notice the dead client', async () => {
    const [row] = await sqlRows<{ sessions: number }>(db, 'select count(*) as sessions from pg_stat_activity where application_name = ?', [
      `ledger-crash-${key}`,
    ])
    return row.sessions === 0
  })
  return during
}

async function saysPosted(child: ChildProcess) {
  for await (const chunk of child.stdout!) if (String(chunk).includes('posted')) return
  throw new Error('the client ended before it had posted')
}

const balance = (tenantId: string) => balanceOf(tenantId, 'wallet:crash')

test.group('Ledger: kill -9 of a client', () => {
  test('killed before its commit, nothing happened and the key is free', async ({ assert }) => {
    const [tenantId, key] = [newId(), newId()]
    assert.equal(await killWhilePosting(tenantId, key, 'before'), 'E_LEDGER_BUSY')
    assert.equal(await balance(tenantId), 0)
    const again = await commitPost(tenantId, topUp(wallet('crash'), 75), { idempotencyKey: key })
    assert.isFalse(again.replayed)
    assert.equal(await balance(tenantId), 75)
  })

  test('killed after its commit, all of it happened and a repetition gets the same answer', async ({ assert }) => {
    const [tenantId, key] = [newId(), newId()]
    assert.equal(await killWhilePosting(tenantId, key, 'after'), 'done')
    assert.equal(await balance(tenantId), 75)
    const again = await commitPost(tenantId, topUp(wallet('crash'), 75), { idempotencyKey: key })
    assert.isTrue(again.replayed)
    assert.equal(await balance(tenantId), 75)
  })
})
