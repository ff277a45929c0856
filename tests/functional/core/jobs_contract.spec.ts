import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import env from '#start/env'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { postgresBackend, redisBackend, type JobBackend } from '#core/jobs/backend'
import { JobQueue } from '#core/jobs/job_queue'
import { JobWorker } from '#core/jobs/job_worker'
import { defineJob } from '#core/jobs/types'
import { registerModules } from '#core/modules'
import { Outbox } from '#core/outbox/outbox'
import { once } from '#core/outbox/once'
import { OutboxRelay } from '#core/outbox/relay'
import { waitFor } from '#tests/support/wait_for'
import type { DomainEvent } from '#core/outbox/event'
import type { EventBatch, JobContext } from '#core/jobs/types'

const seen: { job: string; payload: unknown; attempt: number }[] = []
const probe = (job: string, work?: (payload: never, context: JobContext) => Promise<void>) =>
  class {
    async handle(payload: never, context: JobContext) {
      seen.push({ job, payload, attempt: context.attempt })
      await work?.(payload, context)
    }
  }
const load = (job: string, work?: (payload: never, context: JobContext) => Promise<void>) => async () => ({ default: probe(job, work) })

registerModules([
  {
    name: 'contract',
    jobs: {
      'contract.plain': defineJob(load('plain')),
      'contract.flaky': defineJob(
        load('flaky', async (_payload, { attempt }) => {
          if (attempt < 2) throw new Error('not yet')
        }),
        { attempts: 3 }
      ),
      'contract.hopeless': defineJob(
        load('hopeless', async () => {
          throw new Error('never')
        }),
        { attempts: 1 }
      ),
      'contract.consumer': defineJob(load('consumer'), { queue: 'events' }),
      'contract.batcher': defineJob(load('batcher'), { queue: 'events', batch: true }),
    },
    subscriptions: { 'contract.thing_happened.v1': ['contract.consumer', 'contract.batcher'] },
  },
])

/** The same promises on both backends; CI starts a Redis, a developer's machine may have none. */
const backends: [string, () => JobBackend][] = [['PostgreSQL', () => postgresBackend(env.get('DATABASE_URL'))]]
const redisUrl = env.get('REDIS_URL')
if (redisUrl) backends.push(['Redis', () => redisBackend(redisUrl)])

for (const [name, create] of backends) {
  test.group(`Jobs and outbox on ${name}`, (group) => {
    let queue: JobQueue
    let worker: JobWorker
    let relay: OutboxRelay

    group.setup(async () => {
      queue = new JobQueue(create())
      worker = new JobWorker(app, queue)
      relay = new OutboxRelay(queue, env.get('DATABASE_URL'))
      await worker.start()
      await relay.start()
      return async () => {
        await relay.stop()
        await worker.stop()
        await queue.close()
      }
    })
    group.each.setup(() => void (seen.length = 0))

    const record = (id: string, count = 1) =>
      db.transaction((trx) =>
        new Outbox().record(
          trx,
          ...Array.from({ length: count }, () => ({ name: 'contract.thing_happened.v1', aggregateId: id, payload: { id } }))
        )
      )
    const runsOf = (job: string) => seen.filter((run) => run.job === job)

    test('a job runs, a failed one runs again', async ({ assert }) => {
      await queue.enqueue({ name: 'contract.plain', payload: { text: 'привет' } })
      await queue.enqueue({ name: 'contract.flaky', payload: {} })
      await waitFor('both jobs', () => runsOf('plain').length === 1 && runsOf('flaky').length === 2)
      assert.deepEqual(runsOf('plain')[0].payload, { text: 'привет' })
      assert.deepEqual(
        runsOf('flaky').map((run) => run.attempt),
        [1, 2]
      )
    })

    test('the last failure becomes a dead letter that says why', async ({ assert }) => {
      const mark = newId()
      await queue.enqueue({ name: 'contract.hopeless', payload: { mark } })
      const letter = await waitFor('the dead letter', () => db.from('dead_letters').whereRaw(`payload->>'mark' = ?`, [mark]).first())
      assert.equal(letter.error, 'never')
      assert.equal(letter.job, 'contract.hopeless')
    })

    test('a committed event reaches each consumer, batched where it asks for it', async ({ assert }) => {
      await record('a', 3)
      await waitFor('the consumers', () => runsOf('consumer').length === 3 && batchedEvents().length === 3)
      assert.deepEqual(
        batchedEvents().map((event) => event.payload),
        [{ id: 'a' }, { id: 'a' }, { id: 'a' }]
      )
    })

    test('an event of a rolled back transaction reaches nobody', async ({ assert }) => {
      await db
        .transaction(async (trx) => {
          await new Outbox().record(trx, { name: 'contract.thing_happened.v1', aggregateId: 'lost', payload: { id: 'lost' } })
          throw new Error('changed my mind')
        })
        .catch(() => {})
      await record('kept')
      await waitFor('the kept event', () => runsOf('consumer').length > 0)
      assert.deepEqual(
        runsOf('consumer').map((run) => (run.payload as DomainEvent).aggregateId),
        ['kept']
      )
    })

    test('five hundred events by two relays all arrive', async ({ assert, cleanup }) => {
      const second = new OutboxRelay(queue, env.get('DATABASE_URL'))
      await second.start()
      cleanup(() => second.stop())
      await Promise.all(Array.from({ length: 10 }, (_, at) => record(`many-${at}`, 50)))
      // Other tests' events may still be on their way.
      const ours = (events: DomainEvent[]) =>
        new Set(events.filter(({ aggregateId }) => aggregateId.startsWith('many-')).map(({ id }) => id)).size
      const single = () => ours(runsOf('consumer').map((run) => run.payload as DomainEvent))
      await waitFor('all of them', () => single() === 500 && ours(batchedEvents()) === 500, 60_000)
      assert.equal(single(), 500)
    })

    const batchedEvents = () => runsOf('batcher').flatMap((run) => (run.payload as EventBatch).events)
  })
}

test.group('Effects of events', () => {
  test('a repeated event has its effect once, and a failed effect may be tried again', async ({ assert }) => {
    const event = { id: newId() }
    let effects = 0
    await assert.rejects(() => once(event, 'contract.test', async () => Promise.reject(new Error('first time fails'))))
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => once(event, 'contract.test', async () => void effects++)))
    assert.equal(effects, 1)
    assert.equal(outcomes.filter(Boolean).length, 1)
  })
})
