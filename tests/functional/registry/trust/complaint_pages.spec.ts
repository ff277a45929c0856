import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { forgetCounts } from '#tests/support/forget_counts'
import { appeal, decide, EVIDENCE, OPENED, queued, REASON, report } from '#tests/support/complaints'
import { apiToken } from '#tests/support/users'
import { somebody } from '#tests/support/publishing'
import { createReviewer, writeReview } from '#tests/support/plugin_reviews'
import { moderator, published } from '#tests/support/withdrawals'
import type { ApiClient } from '@japa/api-client'
import type User from '#identity/models/user'

const send = (client: ApiClient, path: string, { as, ...fields }: { as?: User } & Record<string, unknown>) => {
  const request = client.post(path).withCsrfToken().redirects(0).form(fields)
  return as ? request.loginAs(as) : request
}
const lastReport = () => db.from('reports').orderBy('created_at', 'desc').orderBy('id', 'desc').firstOrFail()

test.group('Complaints by page', (group) => {
  group.each.setup(forgetCounts)

  test('every plugin, version, review and publisher has its form, linked from its page; a guest is led to the case', async ({
    client,
    assert,
  }) => {
    const { publisher, name } = await published()
    const { id: reviewId } = await writeReview(await createReviewer(), name, { rating: 2 })
    const { slug } = await db.from('publishers').where('user_id', publisher.id).firstOrFail()
    for (const [kind, shown, target] of [
      ['plugin', `/plugins/${name}`, `/plugins/${name}`],
      ['version', `/plugins/${name}/versions`, `/plugins/${name}/versions/1.0.0`],
      ['review', `/plugins/${name}/reviews`, `/plugins/${name}/reviews/${reviewId}`],
      ['publisher', `/publishers/${slug as string}`, `/publishers/${slug as string}`],
    ]) {
      assert.include((await client.get(shown)).text(), `href="${target}/report"`, kind)
      const form = await client.get(`${target}/report`)
      form.assertStatus(200)
      assert.include(form.text(), 'name="email"')
      const fields = { kind: 'misleading', evidence: EVIDENCE, evidence_url: 'https://example.test/proof', email: '' }
      const sent = await send(client, `${target}/report`, fields)
      const stored = await lastReport()
      assert.containSubset(stored, {
        target_kind: kind,
        evidence_url: 'https://example.test/proof',
        reporter_id: null,
        reporter_email: null,
      })
      assert.match(sent.header('location')!, new RegExp(`^/cases/${stored.case_number as string}\\?secret=.{43}$`))
      const page = await client.get(sent.header('location')!)
      for (const text of [stored.case_number as string, EVIDENCE, 'https://example.test/proof', 'Received', 'no-store']) {
        assert.include(page.text() + page.header('cache-control')!, text)
      }
    }
  })

  test('who signed in is told in the account, sees own cases and nobody else’s', async ({ client, assert }) => {
    const { name } = await published()
    const [author, other] = [await somebody(), await somebody()]
    const form = await client.get(`/plugins/${name}/report`).loginAs(author)
    assert.notInclude(form.text(), 'name="email"')
    const sent = await send(client, `/plugins/${name}/report`, { kind: 'spam', evidence: EVIDENCE, email: 'me@example.test', as: author })
    const { case_number: number, reporter_email: email } = await lastReport()
    assert.isNull(email)
    assert.equal(sent.header('location'), `/cases/${number as string}`)
    assert.include((await client.get('/cases').loginAs(author)).text(), number as string)
    assert.notInclude((await client.get('/cases').loginAs(other)).text(), number as string)
    ;(await client.get(`/cases/${number as string}`).loginAs(author)).assertStatus(200)
    ;(await client.get(`/cases/${number as string}`).loginAs(other)).assertStatus(404)
    ;(await client.get(`/cases/${number as string}`)).assertStatus(404)
  })

  test('own cases come a page at a time, each once', async ({ client, assert }) => {
    const author = await somebody()
    const sent: string[] = []
    for (let at = 0; at < 5; at++) sent.push((await report(client, (await published()).name, { by: author })).case_number)
    const token = await apiToken(author)
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page = await client
        .get('/api/v1/reports')
        .bearerToken(token)
        .qs({ limit: 2, ...(cursor ? { cursor } : {}) })
      const { data, meta } = page.body() as { data: { case_number: string }[]; meta: { next_cursor: string | null } }
      seen.push(...data.map(({ case_number: number }) => number))
      cursor = meta.next_cursor
    } while (cursor)
    assert.deepEqual(seen, sent.toReversed())
    ;(await client.get('/api/v1/reports').bearerToken(token).qs({ cursor: 'nonsense' })).assertStatus(422)
  })

  test('what is missing or no link is refused beside its field, and nothing is kept', async ({ client, assert }) => {
    const { name } = await published()
    const count = async () => (await db.from('reports').count('* as n'))[0].n as number
    const before = await count()
    for (const wrong of [{ evidence: 'bad' }, { kind: 'because' }, { evidence_url: 'javascript:alert(1)' }, { email: 'nobody' }]) {
      const answer = await send(client, `/plugins/${name}/report`, { kind: 'spam', evidence: EVIDENCE, ...wrong }).header(
        'accept',
        'application/json'
      )
      answer.assertStatus(422)
    }
    assert.equal(await count(), before)
    ;(await client.get('/plugins/no-such-plugin/report')).assertStatus(404)
    ;(await client.get(`/plugins/${name}/versions/9.9.9/report`)).assertStatus(404)
  })

  test('an address complains ten times an hour by page and program together; another person goes on', async ({ client }) => {
    const { name } = await published()
    const kinds = ['malicious', 'misleading', 'broken', 'copyright', 'spam']
    for (const kind of kinds) await report(client, name, { kind })
    for (const kind of kinds) (await send(client, `/plugins/${name}/report`, { kind, evidence: EVIDENCE })).assertStatus(302)
    const over = await client.post(`/api/v1/plugins/${name}/reports`).json({ kind: 'other', evidence: EVIDENCE })
    over.assertStatus(429)
    await report(client, name, { kind: 'other', by: await somebody() })
  })

  test('is looked up by number and secret, decided in the open, and appealed from its page', async ({ client, assert }) => {
    const { publisher, name } = await published()
    const { case_number: number, secret } = await report(client, name)
    const found = await send(client, '/cases', { case: number.toLowerCase(), secret })
    assert.equal(found.header('location'), `/cases/${number}?secret=${encodeURIComponent(secret)}`)
    const guessed = await send(client, '/cases', { case: number, secret: 'guess' })
    assert.equal(guessed.header('location'), '/cases')

    const item = await queued(OPENED, number)
    const staff = await moderator()
    const form = await client.get(`/moderator/reviews/${item}/decide/reject`).loginAs(staff)
    for (const text of ['Take the plugin down', `(case ${number})`, `(дело ${number})`]) assert.include(form.text(), text)
    assert.match(form.text(), /<textarea[^>]*name="reason"[^>]*>[^<]* does harm that it does not tell of/)
    await decide(item, staff, 'reject')
    const own = await client.get(`/cases/${number}`).loginAs(publisher)
    for (const text of [REASON, 'The plugin was taken down', 'name="grounds"']) assert.include(own.text(), text)
    assert.notInclude(own.text(), EVIDENCE)
    const guest = await client.get(`/cases/${number}?secret=${secret}`)
    assert.notInclude(guest.text(), 'name="grounds"')
    ;(await send(client, `/cases/${number}/appeal`, { grounds: 'It does nothing of the kind', as: publisher })).assertStatus(302)
    assert.equal((await db.from('reports').where('case_number', number).firstOrFail()).status, 'appealed')
    assert.notInclude((await client.get(`/cases/${number}`).loginAs(publisher)).text(), 'name="grounds"')
    ;(await appeal(client, number, publisher)).assertStatus(409)
  })
})
