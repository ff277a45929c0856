import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { systemActor } from '#core/actor'
import { newId } from '#core/ids'
import { DeadLetters } from '#core/jobs/dead_letters'
import { JobQueue } from '#core/jobs/job_queue'

async function bury() {
  const id = newId()
  await db
    .table('dead_letters')
    .insert({ id, queue: 'default', job: 'core.prune', payload: JSON.stringify({ from: id }), error: 'down', attempts: 8 })
  return id
}

test.group('Dead letters', () => {
  test('are queued once more with their payload, however often one clicks, and audited', async ({ assert }) => {
    const id = await bury()
    const deadLetters = await app.container.make(DeadLetters)
    assert.equal(await deadLetters.retry({ ids: [id], actor: systemActor('test') }), 1)
    assert.equal(await deadLetters.retry({ ids: [id], actor: systemActor('test') }), 0)

    const queue = await app.container.make(JobQueue)
    const job = await queue.queue('default').getJob(`${id}.retry`)
    assert.deepEqual(job?.data, { from: id })
    await job?.remove()
    const entries = await db.from('audit_log').where({ target_id: id, action: 'core.dead_letter_retried' })
    assert.lengthOf(entries, 1)
  })

  test('that were retried can no longer be discarded, others can, with their payload kept in the audit log', async ({ assert }) => {
    const [retried, other] = [await bury(), await bury()]
    await db.from('dead_letters').where('id', retried).update({ retried_at: new Date() })
    const deadLetters = await app.container.make(DeadLetters)
    assert.equal(await deadLetters.discard({ ids: [retried, other], actor: systemActor('test'), reason: 'obsolete' }), 1)

    assert.isNotNull(await db.from('dead_letters').where('id', retried).first())
    const entry = await db.from('audit_log').where('target_id', other).firstOrFail()
    assert.deepEqual(entry.before, { job: 'core.prune', payload: { from: other } })
    assert.equal(entry.reason, 'obsolete')
  })
})
