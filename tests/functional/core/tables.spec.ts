import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { Visitor } from '#tests/support/visitor'
import { createUser } from '#tests/support/users'
import { newId } from '#core/ids'

const MINUTE = 60_000

async function bury(count: number, change: Record<string, unknown> = {}) {
  const rows = Array.from({ length: count }, (_, at) => ({
    id: newId(),
    queue: 'default',
    job: `core.job_${String(at).padStart(3, '0')}`,
    payload: '{}',
    error: '=HYPERLINK("http://evil.example")',
    attempts: 8,
    at: new Date(Date.UTC(2026, 0, 1) + at * MINUTE),
    ...change,
  }))
  await db.table('dead_letters').multiInsert(rows)
  return rows
}

const jobsIn = (html: string) => [...html.matchAll(/core\.job_\d{3}/g)].map(([job]) => job)

async function operator() {
  const { user, password } = await createUser({ platform: ['admin'] })
  const visitor = new Visitor()
  await visitor.signIn(user.email, password)
  return visitor
}

test.group('Lists', (group) => {
  group.each.setup(async () => void (await db.from('dead_letters').delete()))

  test('pages follow each other without a gap or a repeat, newest first', async ({ assert }) => {
    await bury(120)
    const visitor = await operator()
    const seen: string[] = []
    let next: string | undefined = '/operator/jobs'
    while (next) {
      const { text } = await visitor.open(next)
      seen.push(...jobsIn(text))
      next = /href="([^"]+)" rel="next"/.exec(text)?.[1].replaceAll('&amp;', '&')
    }
    assert.lengthOf(seen, 120)
    assert.deepEqual(seen, [...seen].sort().reverse())
  })

  test('filters, views and search narrow; links keep them', async ({ assert }) => {
    await bury(60)
    const [retried] = await bury(1, { job: 'core.job_999', retried_at: new Date() })
    const visitor = await operator()
    assert.deepEqual(jobsIn((await visitor.open('/operator/jobs?state=retried')).text), [retried.job])
    const open = await visitor.open('/operator/jobs?view=open&sort=at')
    assert.notInclude(open.text, 'core.job_999')
    assert.match(open.text, /href="[^"]*view=open[^"]*cursor=[^"]*" rel="next"/)
    assert.deepEqual(jobsIn((await visitor.open('/operator/jobs?q=job_007')).text), ['core.job_007'])
    assert.deepEqual(jobsIn((await visitor.open('/operator/jobs?at_from=2026-01-01&at_to=2026-01-01&q=job_059')).text), ['core.job_059'])
    assert.include((await visitor.open('/operator/jobs?at_to=2025-12-31')).text, 'r-empty')
  })

  for (const query of [
    'sort=error',
    'state=gone',
    'at_from=soon',
    'view=none',
    'cursor=abc',
    `cursor=${Buffer.from('["x","y"]').toString('base64url')}`,
  ]) {
    test(`nonsense in the address is a 422 page: ${query}`, async ({ assert }) => {
      const visitor = await operator()
      const { status, text } = await visitor.open(`/operator/jobs?${query}`)
      assert.equal(status, 422)
      assert.include(text, 'r-error')
    })
  }

  test('the CSV has every matching row, no page limit and no live formula', async ({ assert }) => {
    await bury(1_203)
    const visitor = await operator()
    const { text, headers } = await visitor.open('/operator/jobs?export=csv&sort=at')
    assert.match(headers.get('content-disposition') ?? '', /attachment; filename="core-dead_letters-\d{4}-\d{2}-\d{2}\.csv"/)
    const lines = text.trim().split('\r\n')
    assert.lengthOf(lines, 1_204)
    assert.isTrue(lines[1].includes(`"'=HYPERLINK`))
    assert.notMatch(text, /(^|,)"?=HYPERLINK/m)
  })

  test('a bulk action takes the chosen rows, or all that match the filter', async ({ assert }) => {
    const rows = await bury(3)
    const visitor = await operator()
    await visitor.open('/operator/jobs')
    await visitor.submit('/operator/jobs/dead-letters/discard', { 'ids[]': rows[0].id, 'reason': 'no longer needed' })
    assert.equal(await countLetters(), 2)
    await visitor.submit('/operator/jobs/dead-letters/discard', { matching: '1', query: 'q=job_002', reason: 'no longer needed' })
    assert.equal(await countLetters(), 1)
    await visitor.submit('/operator/jobs/dead-letters/discard', { 'ids[]': rows[1].id, 'reason': '' })
    assert.equal(await countLetters(), 1, 'without a reason nothing is discarded')
  })
})

test.group('Operator pages by right', () => {
  for (const path of ['', '/jobs', '/events', '/audit', '/settings', '/settings/identity.refresh_grace_seconds']) {
    test(`/operator${path} opens for an operator, not for a seller, not for a guest`, async ({ assert }) => {
      assert.equal((await (await operator()).open(`/operator${path}`)).status, 200)

      const { user, password } = await createUser({ tenant: { role: 'owner' } })
      const seller = new Visitor()
      await seller.signIn(user.email, password)
      assert.equal((await seller.open(`/operator${path}`)).status, 403)

      const guest = await new Visitor().open(`/operator${path}`)
      assert.equal(guest.status, 302)
      assert.match(guest.location ?? '', /^\/sign-in/)
    })
  }
})

async function countLetters() {
  const [row] = (await db.from('dead_letters').count('* as count')) as { count: number }[]
  return Number(row.count)
}
