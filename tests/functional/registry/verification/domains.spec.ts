import { Resolver } from 'node:dns/promises'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import { Clock } from '#core/clock'
import { OutboundHttp } from '#core/outbound/outbound_http'
import { FindProof } from '#registry/verification/find_proof'
import LookAgain from '#registry/verification/jobs/look_again'
import { forgetCounts } from '#tests/support/forget_counts'
import { apiToken, createUser } from '#tests/support/users'
import { createPlugin } from '#tests/support/plugin_reviews'
import { NameServer } from '#tests/imitations/name_server/name_server'
import { somebody } from '#tests/support/publishing'
import { serve } from '#tests/support/http_server'
import type { ApiClient } from '@japa/api-client'
import type { OutboundRequest } from '#core/outbound/outbound_http'
import type User from '#identity/models/user'

const slugOf = async (user: User) => (await db.from('publishers').where('user_id', user.id).select('slug').firstOrFail()).slug as string
const publisherOf = (user: User) => db.from('publishers').where('user_id', user.id).firstOrFail()
/** A name no other test claims. */
const domain = () => `shop-${crypto.randomUUID().slice(0, 8)}.example.com`

const by = (client: ApiClient) => async (user: User, slug: string) => {
  const token = await apiToken(user)
  const path = `/api/v1/publishers/${slug}/verification`
  return {
    show: () => client.get(path).bearerToken(token),
    claim: (body: object) => client.put(path).bearerToken(token).json(body),
    check: () => client.post(`${path}/check`).bearerToken(token),
  }
}

test.group('A publisher proves a domain', (group) => {
  const names = new NameServer()
  group.setup(async () => {
    const address = await names.start()
    const resolver = new Resolver({ timeout: 300, tries: 1 })
    resolver.setServers([address])
    app.container.swap(FindProof, async () => Object.assign(new FindProof(await app.container.make(OutboundHttp)), { resolver }))
    return () => {
      names.stop()
      app.container.restore(FindProof)
    }
  })
  group.each.setup(async () => {
    names.isSilent = false
    await forgetCounts()
    return () => Clock.resume()
  })

  test('by a record: asked for, put there, found; everybody sees it and the log keeps it', async ({ client, assert }) => {
    const { publisher, name } = await createPlugin()
    const slug = await slugOf(publisher)
    const { show, claim, check } = await by(client)(publisher, slug)
    ;(await show()).assertBodyContains({ publisher: slug, verified: false, proof: null })
    ;(await check()).assertStatus(409)
    const mine = domain()
    const asked = await claim({ domain: `  ${mine.toUpperCase()}. `, method: 'dns' })
    asked.assertStatus(200)
    const { where, what } = asked.body().proof
    assert.equal(where, `_rialto.${mine}`)
    const missing = await check()
    missing.assertStatus(409)
    missing.assertBodyContains({ error_code: 'PROOF_NOT_FOUND' })
    assert.isNull((await publisherOf(publisher)).verified_at)

    names.records.set(where, ['v=spf1 -all', what])
    ;(await check()).assertBodyContains({ verified: true, verify_method: 'dns' })
    ;(await check()).assertStatus(200)
    assert.include((await client.get(`/plugins/${name}`)).text(), slug)
    const { id } = await publisherOf(publisher)
    assert.lengthOf(await db.from('outbox').where({ aggregate_id: id, name: 'registry.publisher_verified.v1' }), 1)
    assert.lengthOf(await db.from('moderation_actions').where({ target_id: id, action: 'verify' }), 1)
  })

  test('an administrator’s word stays when a domain is proved too, and operators see no domain that was only named', async ({
    client,
    assert,
  }) => {
    const { publisher } = await createPlugin()
    const slug = await slugOf(publisher)
    const { user: admin } = await createUser({ platform: ['admin'] })
    const { claim, check } = await by(client)(publisher, slug)
    const mine = domain()
    const { where, what } = (await claim({ domain: mine, method: 'dns' })).body().proof
    const { name } = await publisherOf(publisher)
    const list = async () =>
      (
        await client
          .get('/operator/verification/publishers')
          .qs({ q: name as string })
          .loginAs(admin)
      ).text()
    const before = await list()
    assert.include(before, slug)
    assert.notInclude(before, mine)
    const vouch = client.post(`/api/v1/admin/publishers/${slug}/verify`).bearerToken(await apiToken(admin))
    ;(await vouch.json({ verified: true })).assertStatus(200)
    names.records.set(where, [what])
    ;(await check()).assertBodyContains({ verified: true, verify_method: 'admin' })
    assert.isNotNull((await db.from('publisher_proofs').where('domain', mine).firstOrFail()).proved_at)
    assert.include(await list(), mine)
  })

  test('a domain is one publisher’s; somebody else’s record, no answer and nonsense are no proof', async ({ client, assert }) => {
    const [first, second] = [(await createPlugin()).publisher, (await createPlugin()).publisher]
    const mine = domain()
    const one = await by(client)(first, await slugOf(first))
    const two = await by(client)(second, await slugOf(second))
    const asked = (await one.claim({ domain: mine, method: 'dns' })).body().proof
    const other = (await two.claim({ domain: mine, method: 'dns' })).body().proof
    assert.notEqual(asked.what, other.what)
    names.records.set(asked.where, [asked.what])
    ;(await two.check()).assertStatus(409)
    ;(await one.check()).assertStatus(200)
    names.records.set(asked.where, [asked.what, other.what])
    const taken = await two.check()
    taken.assertStatus(409)
    taken.assertBodyContains({ error_code: 'DOMAIN_TAKEN' })
    names.isSilent = true
    ;(await one.check()).assertStatus(409)
    for (const bad of [
      'localhost',
      '127.0.0.1',
      '[::1]',
      'https://example.com',
      'a b.com',
      'example',
      '-a.com',
      `${'x'.repeat(64)}.com`,
      '10.1',
    ]) {
      ;(await one.claim({ domain: bad, method: 'dns' })).assertStatus(422)
    }
    ;(await one.claim({ domain: mine, method: 'mail' })).assertStatus(422)
  })

  test('is looked for thirty times an hour; another publisher goes on', async ({ client, assert }) => {
    const [eager, other] = [(await createPlugin()).publisher, (await createPlugin()).publisher]
    const [one, two] = [await by(client)(eager, await slugOf(eager)), await by(client)(other, await slugOf(other))]
    for (const each of [one, two]) (await each.claim({ domain: domain(), method: 'dns' })).assertStatus(200)
    for (let at = 0; at < 30; at++) (await one.check()).assertStatus(409)
    const refused = await one.check()
    refused.assertStatus(429)
    assert.isAbove(Number(refused.header('retry-after')), 0)
    ;(await two.check()).assertStatus(409)
  })

  test('only who speaks for the publisher: to others it is not there', async ({ client }) => {
    const { publisher } = await createPlugin()
    const slug = await slugOf(publisher)
    const { show, claim, check } = await by(client)(await somebody(), slug)
    for (const answer of [await show(), await claim({ domain: domain(), method: 'dns' }), await check()]) answer.assertStatus(404)
    ;(await client.get(`/api/v1/publishers/${slug}/verification`)).assertStatus(401)
    ;(await client.get(`/publisher/verification/${slug}`).loginAs(await somebody())).assertStatus(404)
    ;(await client.get(`/publisher/verification/${slug}`).loginAs(publisher)).assertStatus(200)
  })

  test('it is looked at every day: away for a day is forgiven, for three it ends; another domain begins anew', async ({
    client,
    assert,
  }) => {
    const { publisher } = await createPlugin()
    const { claim, check } = await by(client)(publisher, await slugOf(publisher))
    const { where, what } = (await claim({ domain: domain(), method: 'dns' })).body().proof
    names.records.set(where, [what])
    ;(await check()).assertStatus(200)
    const job = await app.container.make(LookAgain)
    const isVerified = async () => (await publisherOf(publisher)).verified_at !== null
    const look = async (day: number) => {
      Clock.freeze(DateTime.utc().plus({ days: day }))
      await job.handle()
      return isVerified()
    }
    names.records.delete(where)
    assert.isTrue(await look(1))
    names.records.set(where, [what])
    assert.isTrue(await look(2))
    names.records.delete(where)
    assert.deepEqual([await look(3), await look(4), await look(5)], [true, true, false])
    const { id } = await publisherOf(publisher)
    assert.lengthOf(await db.from('outbox').where({ aggregate_id: id, name: 'registry.publisher_unverified.v1' }), 1)

    Clock.resume()
    names.records.set(where, [what])
    ;(await check()).assertBodyContains({ verified: true })
    ;(await claim({ domain: domain(), method: 'dns' })).assertBodyContains({ verified: false })
  })
})

test.group('A proof on a site', () => {
  test('is a line of the file itself: not of where it sends readers on, not of an error page', async ({ assert }) => {
    const claim = { domain: 'shop.example.com', method: 'web' as const, token: 'abc123' }
    let answer: { status: number; body: string; location?: string } = { status: 404, body: 'rialto-publisher=abc123' }
    const paths: string[] = []
    const site = await serve((request, response) => {
      paths.push(request.url!)
      response.writeHead(answer.status, answer.location ? { location: answer.location } : {}).end(answer.body)
    })
    /** The domain's own site, which stands on this machine. */
    class LocalSite extends OutboundHttp {
      override request(url: string, options?: OutboundRequest) {
        assert.isTrue(url.startsWith('https://shop.example.com/'))
        return super.request(url.replace('https://shop.example.com', `http://127.0.0.1:${site.port}`), options)
      }
    }
    const find = new FindProof(new LocalSite([{ host: '127.0.0.1', port: site.port }]))
    assert.isFalse(await find.handle(claim))
    answer = { status: 200, body: 'rialto-publisher=abc1234\n# rialto-publisher=abc123' }
    assert.isFalse(await find.handle(claim))
    answer = { status: 302, body: '', location: `http://127.0.0.1:${site.port}/elsewhere` }
    assert.isFalse(await find.handle(claim))
    assert.notInclude(paths, '/elsewhere')
    answer = { status: 200, body: 'x'.repeat(10_000) + '\nrialto-publisher=abc123' }
    assert.isFalse(await find.handle(claim))
    answer = { status: 200, body: 'other=1\r\nrialto-publisher=abc123\r\n' }
    assert.isTrue(await find.handle(claim))
    assert.include(paths, '/.well-known/rialto-publisher.txt')
    site.close()
    assert.isFalse(await find.handle(claim))
  })
})
