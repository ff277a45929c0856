import { test } from '@japa/runner'
import env from '#start/env'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { JobQueue } from '#core/jobs/job_queue'
import { JobWorker } from '#core/jobs/job_worker'
import { OutboxRelay } from '#core/outbox/relay'
import { InstallVersion } from '#registry/actions/install_version'
import { JudgeDigest } from '#registry/kill_switch/judge_digest'
import { EnabledInstallations } from '#runtime/installations/enabled_installations'
import { forgetCounts } from '#tests/support/forget_counts'
import { apiToken, createUser } from '#tests/support/users'
import { actorOf } from '#tests/support/plugin_uploads'
import { published, REASON } from '#tests/support/withdrawals'

async function publishedBytes() {
  const { name, versionId } = await published()
  const { artifact_digest: digest } = (await db.from('plugin_versions').where('id', versionId).firstOrFail()) as { artifact_digest: string }
  return { name, digest }
}

async function runAt(name: string) {
  const { user, tenant } = await createUser({ tenant: { role: 'owner' } })
  const install = await app.container.make(InstallVersion)
  const actor = { ...actorOf(user), tenantId: tenant.id }
  const { id } = await install.handle({ actor, tenantId: tenant.id, plugin: name, version: '1.0.0', consent: [], isEnabled: true })
  return { id, tenantId: tenant.id }
}

/** What relay and worker do with the newest verdict on these bytes. */
async function carryOut(digest: string) {
  const queue = await app.container.make(JobQueue)
  const relay = new OutboxRelay(queue, env.get('DATABASE_URL'))
  while ((await relay.relayBatch()) > 0);
  const row = (await db
    .from('outbox')
    .where('name', 'registry.digest_blocked.v1')
    .whereRaw(`payload->>'digest' = ?`, [digest])
    .orderBy('seq', 'desc')
    .firstOrFail()) as { id: string }
  const job = await queue.queue('events').getJob(`${row.id}.trust.stop_blocked`)
  const worker = new JobWorker(app, queue)
  await worker.run(job!)
  await job!.remove()
  return () => worker.run(job!)
}

test.group('The kill switch for people', (group) => {
  group.each.setup(forgetCounts)

  test('an operator blocks and allows again with a reason; a moderator looks on, others find nothing', async ({ client, assert }) => {
    const { name, digest } = await publishedBytes()
    const [{ user: admin }, { user: moderator }, { user: nobody }] = await Promise.all([
      createUser({ platform: ['admin'] }),
      createUser({ platform: ['moderator'] }),
      createUser({ platform: ['user'] }),
    ])
    const post = (user: typeof admin, path: string, body: object) => client.post(path).loginAs(user).withCsrfToken().redirects(0).form(body)
    ;(await post(admin, '/operator/digests', { digest: 'abc', reason: REASON })).assertStatus(302)
    assert.isNull(await db.from('blob_verdicts').where('digest', 'abc').first())
    ;(await client.get(`/operator/digests/${digest}/block`).loginAs(admin)).assertTextIncludes('Block these bytes?')
    ;(await post(moderator, '/operator/digests', { digest, reason: REASON })).assertStatus(403)
    ;(await post(moderator, `/operator/digests/${digest}/block`, { reason: REASON })).assertStatus(403)
    ;(await post(moderator, `/moderator/digests/${digest}/block`, { reason: REASON })).assertStatus(404)
    ;(await client.get('/operator/digests').loginAs(nobody)).assertStatus(403)

    ;(await post(admin, '/operator/digests', { digest: digest.toUpperCase(), reason: REASON })).assertStatus(302)
    ;(await client.get(`/api/v1/plugins/${name}`)).assertStatus(404)
    for (const [user, area] of [
      [admin, 'operator'],
      [moderator, 'moderator'],
    ] as const) {
      ;(await client.get(`/${area}/digests?q=${digest}`).loginAs(user)).assertTextIncludes(digest.slice(0, 16))
      ;(await client.get(`/${area}/digests/${digest}`).loginAs(user)).assertTextIncludes(REASON)
    }
    const list = await client.get('/api/v1/admin/digests').bearerToken(await apiToken(moderator))
    list.assertBodyContains({ data: [{ digest, verdict: 'block', reason: REASON }] })
    ;(await client.get('/api/v1/admin/digests').bearerToken(await apiToken(nobody))).assertStatus(403)

    ;(await post(admin, `/operator/digests/${digest}/allow`, { reason: 'It was a mistake' })).assertStatus(302)
    ;(await client.get(`/api/v1/plugins/${name}`)).assertStatus(200)
    ;(await client.get(`/operator/digests/${'e'.repeat(64)}`).loginAs(admin)).assertStatus(404)
    ;(await client.get('/operator/digests/nothing').loginAs(admin)).assertStatus(404)
  })

  test('stops what runs within seconds, says what and how long it took, and repeats it without harm', async ({ client, assert }) => {
    const { name, digest } = await publishedBytes()
    const installations: Awaited<ReturnType<typeof runAt>>[] = []
    for (let at = 0; at < 12; at++) installations.push(await runAt(name))
    const ids = installations.map(({ id }) => id)
    const enabled = await app.container.make(EnabledInstallations)
    const running = async () =>
      (
        await enabled.for(
          'discount@1',
          installations.map(({ tenantId }) => tenantId)
        )
      ).filter(({ id }) => ids.includes(id))
    assert.lengthOf(await running(), 12)
    const { user: admin } = await createUser({ platform: ['admin'] })

    const startedAt = performance.now()
    await (await app.container.make(JudgeDigest)).handle({ actor: actorOf(admin), digest, verdict: 'block', reason: REASON })
    const again = await carryOut(digest)
    assert.lengthOf(await running(), 0)
    assert.isBelow(performance.now() - startedAt, 30_000)

    await again()
    const stops = await db.from('digest_stops').where('digest', digest)
    assert.sameMembers(
      stops.map(({ installation_id: id }) => id as string),
      ids
    )
    for (const { blocked_at: from, stopped_at: to } of stops) assert.isAtMost((to as Date).getTime() - (from as Date).getTime(), 30_000)
    const page = await client.get(`/operator/digests/${digest}`).loginAs(admin)
    page.assertTextIncludes('after the verdict')
    ;(await client.get('/operator/digests').loginAs(admin)).assertTextIncludes('12')
  })
})
