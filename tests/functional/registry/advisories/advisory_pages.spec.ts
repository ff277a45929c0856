import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { forgetCounts } from '#tests/support/forget_counts'
import { advise, draftAbout, pluginWith } from '#tests/support/advisories'
import { createUser } from '#tests/support/users'

const form = (plugin: string) => ({
  summary: 'Discounts can be read by strangers',
  details: 'Somebody **else** reads them. <script>alert(1)</script>',
  severity: 'high',
  affected: `${plugin} >=1.0.0 <1.1.0\n${plugin} >=2.0.0 <=2.1.0`,
  aliases: 'CVE-2026-1234, CVE-2026-1235',
  references: 'https://example.org/one\nhttps://example.org/two',
  cvss: '',
})

test.group('Pages of advisories', (group) => {
  group.each.setup(forgetCounts)

  test('a publisher drafts and hands in, a moderator publishes and says anew; everybody reads', async ({ client, assert }) => {
    const { publisher, name } = await pluginWith(['1.0.0', '1.1.0'])
    const { user: moderator } = await createUser({ platform: ['moderator'] })
    const post = (user: typeof moderator, path: string, body = {}) =>
      client.post(path).loginAs(user).withCsrfToken().redirects(0).form(body)

    ;(await client.get(`/publisher/advisories/new?plugin=${name}`).loginAs(publisher)).assertTextIncludes(`${name} `)
    ;(await post(publisher, '/publisher/advisories', form(name))).assertStatus(302)
    const advisory = await db.from('advisories').where('created_by', publisher.id).firstOrFail()
    const code = advisory.code as string
    assert.deepEqual(advisory.aliases, ['CVE-2026-1234', 'CVE-2026-1235'])
    const ranges = await db.from('advisory_ranges').where('advisory_id', advisory.id).orderBy('position')
    assert.deepEqual(
      ranges.map(({ introduced, fixed, last_affected: last }) => [introduced, fixed, last]),
      [
        ['1.0.0', '1.1.0', null],
        ['2.0.0', null, '2.1.0'],
      ]
    )
    const own = `/publisher/advisories/${code}`
    ;(await client.get(own).loginAs(publisher)).assertTextIncludes('Hand to the moderators')
    ;(await client.get(`/moderator/advisories/${code}`).loginAs(publisher)).assertStatus(403)
    ;(await client.get(`${own}/act/publish`).loginAs(publisher)).assertStatus(404)
    ;(await post(publisher, `${own}/act/publish`)).assertStatus(404)
    ;(await client.get(`${own}/act/submit`).loginAs(publisher)).assertStatus(200)
    ;(await post(publisher, `${own}/act/submit`)).assertStatus(302)
    ;(await client.get(`${own}/edit`).loginAs(publisher)).assertStatus(404)

    const all = `/moderator/advisories/${code}`
    const waiting = await client.get('/moderator/advisories?status=triage').loginAs(moderator)
    waiting.assertTextIncludes(code)
    assert.match(waiting.text(), /<span>Advisories<\/span> <span class="r-nav-count">[1-9]/)
    ;(await client.get(all).loginAs(moderator)).assertTextIncludes('Affected installations')
    ;(await post(moderator, `${all}/act/reject`)).assertStatus(302)
    assert.equal((await db.from('advisories').where('code', code).firstOrFail()).status, 'triage', 'no reason, no refusal')
    ;(await client.get(`/advisories/${code}`)).assertStatus(404)
    ;(await post(moderator, `${all}/act/publish`)).assertStatus(302)
    const page = await client.get(`/advisories/${code}`)
    page.assertTextIncludes('<strong>else</strong>')
    assert.notInclude(page.text(), '<script>alert')
    ;(await client.get('/advisories')).assertTextIncludes(code)
    ;(await client.get(`/plugins/${name}/security`)).assertTextIncludes(code)

    const edit = await client.get(`${all}/edit`).loginAs(moderator)
    edit.assertTextIncludes(`${name} &gt;=1.0.0 &lt;1.1.0`)
    const { version } = await db.from('advisories').where('code', code).firstOrFail()
    const anew = { ...form(name), affected: `${name} *`, reason: 'All of them', expected_version: version as number }
    ;(await post(moderator, all, anew)).assertStatus(302)
    assert.containSubset(await db.from('advisories').where('code', code).firstOrFail(), { status: 'updated' })
    ;(await client.get(`/advisories/${code}`)).assertTextIncludes('all versions')
    ;(await client.get(all).loginAs(moderator)).assertTextIncludes('All of them')
  })

  test('what makes no sense stands beside its field; what is not yours is nobody’s', async ({ client, assert }) => {
    const { publisher, name } = await pluginWith(['1.0.0'])
    const { name: other } = await pluginWith(['1.0.0'])
    const send = async (body: object) => {
      const answer = await client
        .post('/publisher/advisories')
        .loginAs(publisher)
        .withCsrfToken()
        .header('referer', '/publisher/advisories/new')
        .form(body)
      return answer.text()
    }
    assert.include(await send({ ...form(name), affected: `${name} between 1 and 2` }), 'This line makes no sense')
    assert.include(await send({ ...form(name), affected: `${name} >=1.0.0 <one` }), 'has to be a version')
    assert.include(await send({ ...form(name), affected: `${other} *` }), 'does not exist, or is not yours')
    assert.lengthOf(await db.from('advisories').where('created_by', publisher.id), 0)
    const { code } = await draftAbout(name, [{ introduced: '0' }])
    ;(await client.get(`/publisher/advisories/${code}`).loginAs(publisher)).assertStatus(404)
    const published = await advise(name, [{ introduced: '0' }])
    ;(await client.get(`/publisher/advisories/${published.code}`).loginAs(publisher)).assertStatus(200)
    ;(await client.get('/publisher/advisories').loginAs(publisher)).assertTextIncludes(published.code)
    ;(await client.get(`/publisher/advisories/${published.code}`)).assertTextIncludes('Sign in')
  })
})
