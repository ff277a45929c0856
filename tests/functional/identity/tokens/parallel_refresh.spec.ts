import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { test } from '@japa/runner'
import { systemActor } from '#core/actor'
import { sqlRows } from '#core/database/sql'
import { Settings } from '#core/settings/settings'
import { IssueTokens } from '#identity/tokens/issue_tokens'
import { createUser } from '#tests/support/users'
import type { RefreshJob, RefreshOutcome, RefresherMessage } from './support/refresher.js'

/** TOKEN_REFRESHES=10000 for the whole number; what runs with every change is smaller and the same otherwise. */
const REFRESHES = Number(process.env.TOKEN_REFRESHES ?? 1_500)
const FAMILIES = Math.ceil(REFRESHES / 50)
const PROCESSES = 2
const CLIENT = { ip: '127.0.0.1', userAgent: 'phone' }

/** Families that at some moment of the look have more than one live token. */
const CROWDED = `select family_id from refresh_tokens t join refresh_families f on f.id = t.family_id
  where f.user_id = ? and t.used_at is null and f.revoked_at is null group by family_id having count(*) > 1`

const setGrace = async (seconds: number) => {
  const settings = await app.container.make(Settings)
  await settings.set(systemActor('test'), 'identity.refresh_grace_seconds', seconds)
}

async function startRefresher(): Promise<ChildProcess> {
  const child = fork(new URL('./support/refresher.ts', import.meta.url), {
    execArgv: ['--import=./bin/typescript.mjs'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  await answerOf(child)
  return child
}

async function run(child: ChildProcess, job: RefreshJob): Promise<RefreshOutcome> {
  child.send(job)
  return (await answerOf(child)) as RefreshOutcome
}

/** What the process says next; fails when it ends instead. */
async function answerOf(child: ChildProcess): Promise<unknown> {
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`The refresher ended with ${code}`)))
  const said = new Promise((resolve) => {
    child.on('message', (message: Partial<RefresherMessage>) => message.refresher && resolve(message.refresher))
  })
  return Promise.race([said, ended])
}

test.group('Parallel refreshes', (group) => {
  // A slow machine must not run out of the grace.
  group.each.setup(() => setGrace(120))
  group.each.teardown(() => setGrace(10))

  test(`${REFRESHES} from ${PROCESSES} processes over ${FAMILIES} families: no family ever has two live tokens`, async ({ assert }) => {
    const issue = await app.container.make(IssueTokens)
    const { user } = await createUser()
    const secrets: string[] = []
    for (let i = 0; i < FAMILIES; i++) secrets.push((await issue.forUser(user.id, CLIENT)).refreshToken)
    const refreshers = await Promise.all(Array.from({ length: PROCESSES }, startRefresher))

    let isRunning = true
    const crowds: unknown[] = []
    let looks = 0
    const watch = (async () => {
      while (isRunning) {
        crowds.push(...(await sqlRows(db, CROWDED, [user.id])))
        looks++
      }
    })()
    const share = Math.ceil(REFRESHES / PROCESSES)
    const outcomes = await Promise.all(refreshers.map((child) => run(child, { secrets, refreshes: share, at: 5 })))
    isRunning = false
    await watch
    for (const child of refreshers) child.disconnect()

    assert.deepEqual(
      outcomes.flatMap(({ refused }) => refused),
      []
    )
    assert.isAtLeast(
      outcomes.reduce((sum, { done }) => sum + done, 0),
      REFRESHES
    )
    assert.isAbove(looks, 1)
    assert.deepEqual(crowds, [])
    // Each process followed every line: both were given the same successors, one for each token.
    assert.deepEqual(outcomes[0].lines, outcomes[1].lines)
    const [{ live, forked }] = await sqlRows<{ live: number; forked: number }>(
      db,
      `select count(*) filter (where t.used_at is null)::int as live,
              count(*) filter (where (select count(*) from refresh_tokens s where s.parent_id = t.id) > 1)::int as forked
         from refresh_tokens t join refresh_families f on f.id = t.family_id where f.user_id = ? and f.revoked_at is null`,
      [user.id]
    )
    assert.deepEqual({ live, forked }, { live: FAMILIES, forked: 0 })
  })

  test('a thief among them ends the family for everybody, whoever comes first', async ({ assert }) => {
    const issue = await app.container.make(IssueTokens)
    const { user } = await createUser()
    const on = { actor: systemActor('test') }
    for (let i = 0; i < 20; i++) {
      const { refreshToken } = await issue.forUser(user.id, CLIENT)
      const thief = { ip: '10.0.0.9', userAgent: 'thief' }
      const answers = await Promise.allSettled([CLIENT, thief, CLIENT, thief].map((client) => issue.forRefresh(refreshToken, client, on)))
      const given = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value.refreshToken] : []))
      assert.isAtMost(new Set(given).size, 1)
      for (const secret of given) await assert.rejects(() => issue.forRefresh(secret, CLIENT, on))
    }
    const left = await db.from('refresh_families').where('user_id', user.id).whereNull('revoked_at')
    assert.isEmpty(left)
  })
})
