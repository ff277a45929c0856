import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import drive from '@adonisjs/drive/services/main'
import limiter from '@adonisjs/limiter/services/main'
import { test } from '@japa/runner'
import env from '#start/env'
import { systemActor } from '#core/actor'
import { Settings } from '#core/settings/settings'
import OpenVerificationReview from '#moderation/jobs/open_verification_review'
import ExpireVerifications from '#tenancy/jobs/expire_verifications'
import { unverifiedMayPublish } from '#tenancy/settings'
import { createProduct, createSeller } from '#tests/support/catalog'
import { packed, pdf, picture, upload } from '#tests/support/documents'
import { apiToken, createUser, type TestUser } from '#tests/support/users'
import { Visitor } from '#tests/support/visitor'
import { newId } from '#core/ids'
import type Tenant from '#tenancy/models/tenant'
import type { DomainEvent } from '#core/outbox/event'

const PATH = '/api/v1/tenants/me/verification'
const DETAILS = { kind: 'company', legal_name: 'ПАО Сбербанк', inn: '7707083893', ogrn: '1027700132195', kpp: '773601001' }

async function send(method: string, path: string, { token, body }: { token: string; body?: object | FormData }) {
  const isForm = body instanceof FormData
  const response = await fetch(`http://${env.get('HOST')}:${env.get('PORT')}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, accept: 'application/json', ...(isForm ? {} : { 'content-type': 'application/json' }) },
    body: isForm ? body : body && JSON.stringify(body),
  })
  const bytes = Buffer.from(await response.arrayBuffer())
  const isJson = response.headers.get('content-type')?.includes('json')
  return { status: response.status, headers: response.headers, bytes, json: isJson ? JSON.parse(bytes.toString()) : null }
}

const filesOf = async (tenantId: string) => {
  const { objects } = await drive
    .use('documents')
    .listAll(`verification/${tenantId}`)
    .catch(() => ({ objects: [] }))
  return [...objects].length
}

/** A company whose details and documents are with the moderators. */
async function submitted(owner?: TestUser<Tenant>) {
  const company = owner ?? (await createUser({ tenant: { role: 'owner' } }))
  const token = await apiToken(company.user)
  await send('PUT', PATH, { token, body: DETAILS })
  await send('POST', `${PATH}/documents`, { token, body: upload('registration', pdf(`% ${newId()}`), 'Выписка.pdf') })
  await send('POST', `${PATH}/documents`, { token, body: upload('identity', await picture(), 'passport.jpg') })
  const { json, status } = await send('POST', `${PATH}/submit`, { token })
  if (status !== 200) throw new Error(JSON.stringify(json))
  return { ...company, token, verification: json as { id: string; documents: { id: string }[] } }
}

/** The queue hears of it as the relay would tell it. */
async function inQueue(verificationId: string): Promise<{ id: string; version: number }> {
  const row = await db
    .from('outbox')
    .where({ name: 'tenancy.verification_submitted.v1', aggregate_id: verificationId })
    .orderBy('id', 'desc')
    .first()
  const job = await app.container.make(OpenVerificationReview)
  await job.handle({ id: row.id, aggregateId: verificationId, payload: row.payload } as DomainEvent)
  return db.from('review_items').where({ subject_id: verificationId }).whereIn('state', ['open', 'claimed']).firstOrFail()
}

async function decided(verificationId: string, decision: string) {
  const { id, version } = await inQueue(verificationId)
  const moderator = await createUser({ platform: ['moderator'] })
  const visitor = new Visitor()
  await visitor.signIn(moderator.user.email, moderator.password)
  await visitor.open(`/moderator/reviews/${id}/decide/${decision}`)
  const fields = { version: String(version), decision, reason_code: 'other', reason: 'The papers were looked at' }
  return visitor.submit(`/moderator/reviews/${id}/decisions`, fields)
}

const stateOf = async (id: string) => (await db.from('seller_verifications').where('id', id).firstOrFail()).state as string
const isVerified = async (tenantId: string) => (await db.from('tenants').where('id', tenantId).firstOrFail()).verified_at !== null

test.group('Seller verification', (group) => {
  group.each.setup(() => limiter.clear())

  test('details, documents, a moderator’s yes: the company carries the badge and its proved details', async ({ client, assert }) => {
    const { tenant, token, verification } = await submitted()
    assert.equal((await send('PUT', PATH, { token, body: DETAILS })).status, 409)
    assert.equal((await send('POST', `${PATH}/submit`, { token })).status, 409)
    assert.equal((await send('DELETE', `${PATH}/documents/${verification.documents[0].id}`, { token })).status, 409)

    assert.equal((await decided(verification.id, 'approve')).status, 302)
    assert.equal(await stateOf(verification.id), 'approved')
    const company = await client.get('/api/v1/tenants/me').bearerToken(token)
    assert.containsSubset(company.body(), { is_verified: true, inn: DETAILS.inn, ogrn: DETAILS.ogrn, legal_name: DETAILS.legal_name })
    assert.isTrue(await isVerified(tenant.id))
  })

  test('what is missing is asked for and brought; a no allows to begin anew', async ({ assert }) => {
    const { tenant, token, verification } = await submitted()
    await decided(verification.id, 'ask_more')
    const asked = await send('GET', PATH, { token })
    assert.containsSubset(asked.json, { state: 'needs_more', reason: 'The papers were looked at' })
    assert.equal((await send('POST', `${PATH}/documents`, { token, body: upload('bank', await picture('png'), 'bank.png') })).status, 201)
    assert.equal((await send('POST', `${PATH}/submit`, { token })).status, 200)
    await decided(verification.id, 'reject')
    assert.equal(await stateOf(verification.id), 'rejected')
    assert.isFalse(await isVerified(tenant.id))
    const begun = await send('PUT', PATH, { token, body: DETAILS })
    assert.equal(begun.status, 200)
    assert.notEqual(begun.json.id, verification.id)
  })

  test('other legal details, and time, end it', async ({ client, assert }) => {
    const { token, tenant, verification } = await submitted()
    await decided(verification.id, 'approve')
    ;(await client.patch('/api/v1/tenants/me').bearerToken(token).json({ name: 'Another name' })).assertStatus(200)
    assert.isTrue(await isVerified(tenant.id))
    ;(await client.patch('/api/v1/tenants/me').bearerToken(token).json({ inn: '7736050003' })).assertStatus(200)
    assert.isFalse(await isVerified(tenant.id))
    assert.equal(await stateOf(verification.id), 'expired')

    const other = await submitted()
    await decided(other.verification.id, 'approve')
    await db
      .from('seller_verifications')
      .where('id', other.verification.id)
      .update({ expires_at: new Date(Date.now() - 1_000) })
    await (await app.container.make(ExpireVerifications)).handle()
    assert.equal(await stateOf(other.verification.id), 'expired')
    assert.isFalse(await isVerified(other.tenant.id))
  })

  test('without both documents it is not taken; wrong numbers are named', async ({ assert }) => {
    const { user } = await createUser({ tenant: { role: 'admin' } })
    const token = await apiToken(user)
    assert.equal((await send('GET', PATH, { token })).status, 404)
    const wrong = await send('PUT', PATH, { token, body: { ...DETAILS, inn: '7707083894', kind: 'entrepreneur', account: '1'.repeat(20) } })
    assert.equal(wrong.status, 422)
    assert.includeMembers(
      wrong.json.details.map(({ field }: { field: string }) => field),
      ['inn', 'ogrn', 'account']
    )
    assert.equal((await send('PUT', PATH, { token, body: DETAILS })).status, 200)
    const incomplete = await send('POST', `${PATH}/submit`, { token })
    assert.equal(incomplete.json.error_code, 'VERIFICATION_INCOMPLETE')
  })

  test('employees, viewers and other companies have no part in it; documents look absent to them', async ({ assert }) => {
    const { tenant, token, verification } = await submitted()
    const path = `${PATH}/documents/${verification.documents[0].id}`
    assert.equal((await send('GET', path, { token })).status, 200)
    for (const role of ['user', 'viewer'] as const) {
      const member = await apiToken((await createUser({ tenant: { role, of: tenant } })).user)
      for (const [method, at] of [
        ['GET', PATH],
        ['PUT', PATH],
        ['POST', `${PATH}/submit`],
        ['GET', path],
        ['DELETE', path],
      ]) {
        assert.equal((await send(method, at, { token: member, body: method === 'PUT' ? DETAILS : undefined })).status, 403)
      }
    }
    const stranger = await apiToken((await createUser({ tenant: { role: 'owner' } })).user)
    assert.equal((await send('GET', path, { token: stranger })).status, 404)
    assert.equal((await send('DELETE', path, { token: stranger })).status, 404)
    const support = await createUser({ platform: ['support'] })
    const visitor = new Visitor()
    await visitor.signIn(support.user.email, support.password)
    assert.equal((await visitor.open(`/moderator/verification-documents/${verification.documents[0].id}`)).status, 403)
  })

  test('a document is handed out to be saved, and each look of a moderator is audited', async ({ assert }) => {
    const { token, verification } = await submitted()
    const [document] = verification.documents
    const own = await send('GET', `${PATH}/documents/${document.id}`, { token })
    assert.match(own.headers.get('content-disposition')!, /^attachment; .*UTF-8''%D0%92/)
    assert.equal(own.headers.get('x-content-type-options'), 'nosniff')
    assert.include(own.headers.get('content-security-policy'), 'sandbox')
    assert.include(own.headers.get('cache-control'), 'no-store')

    const moderator = await createUser({ platform: ['moderator'] })
    const visitor = new Visitor()
    await visitor.signIn(moderator.user.email, moderator.password)
    assert.equal((await visitor.open(`/moderator/verification-documents/${document.id}`)).status, 200)
    const looks = await db.from('audit_log').where({ action: 'tenancy.document_read', target_id: verification.id })
    assert.lengthOf(looks, 1)
    assert.equal((await visitor.open(`/moderator/verification-documents/${newId()}`)).status, 404)
  })

  test('of two moderators who decide at once one is heard', async ({ assert }) => {
    const { verification } = await submitted()
    const { id, version } = await inQueue(verification.id)
    const decide = async (decision: string) => {
      const moderator = await createUser({ platform: ['moderator'] })
      const visitor = new Visitor()
      await visitor.signIn(moderator.user.email, moderator.password)
      await visitor.open(`/moderator/reviews/${id}/decide/${decision}`)
      const fields = { version: String(version), decision, reason_code: 'other', reason: 'Looked at it' }
      return visitor.submit(`/moderator/reviews/${id}/decisions`, fields)
    }
    await Promise.all([decide('approve'), decide('reject')])
    assert.lengthOf(await db.from('decisions').where('item_id', id), 1)
    assert.oneOf(await stateOf(verification.id), ['approved', 'rejected'])
  })

  test('where operators demand it, only verified sellers publish', async ({ client, assert }) => {
    const { tenant, token, verification } = await submitted()
    const product = await createProduct(await createSeller({ tenantId: tenant.id }), { status: 'draft' })
    const publish = () => client.post(`/api/v1/seller/products/${product.id}/publish`).bearerToken(token).json({ version: 1 })
    const settings = await app.container.make(Settings)
    await settings.set(systemActor('test'), unverifiedMayPublish.key, false)
    try {
      const refused = await publish()
      refused.assertStatus(409)
      assert.equal(refused.body().error_code, 'SELLER_NOT_VERIFIED')
      await decided(verification.id, 'approve')
      ;(await publish()).assertStatus(200)
    } finally {
      await settings.set(systemActor('test'), unverifiedMayPublish.key, true)
    }
  })
})

test.group('Documents', (group) => {
  group.each.setup(() => limiter.clear())

  test('what is refused leaves no file and no row; what is good has both', async ({ assert }) => {
    const { user, tenant } = await createUser({ tenant: { role: 'owner' } })
    const token = await apiToken(user)
    await send('PUT', PATH, { token, body: DETAILS })
    const png = await picture('png')
    const refused: Record<string, FormData> = {
      'a page of the web': upload('other', Buffer.from('<html><script>alert(1)</script></html>'), 'a.pdf'),
      'a drawing that runs': upload('other', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x"/>'), 'a.svg'),
      'half a picture': upload('other', png.subarray(0, 60), 'a.png'),
      'a script': upload('other', pdf('3 0 obj << /S /JavaScript /JS (app.alert) >> endobj'), 'a.pdf'),
      'a script spelled with numbers': upload('other', pdf('3 0 obj << /S /Java#53cript >> endobj'), 'a.pdf'),
      'a program to start': upload('other', pdf('3 0 obj << /S /Launch /F (cmd.exe) >> endobj'), 'a.pdf'),
      'a file inside': upload('other', pdf('3 0 obj << /Type /EmbeddedFile >> endobj'), 'a.pdf'),
      'a script in a packed object': upload('other', pdf(packed('3 0 << /S /JavaScript >>')), 'a.pdf'),
      'a packed object nobody can open': upload('other', pdf(packed('x', '/Type /ObjStm /Filter /LZWDecode')), 'a.pdf'),
      'a locked file': upload('other', pdf('trailer << /Encrypt 5 0 R >>'), 'a.pdf'),
      'a PDF cut short': upload('other', pdf().subarray(0, 40), 'a.pdf'),
      'nothing': upload('other', Buffer.alloc(0), 'a.pdf'),
      'more than is taken': upload('other', Buffer.concat([pdf(), Buffer.alloc(5 * 1024 * 1024 + 1)]), 'a.pdf'),
      'no known kind': upload('selfie', png, 'a.png'),
    }
    for (const [what, body] of Object.entries(refused)) {
      const { status } = await send('POST', `${PATH}/documents`, { token, body })
      assert.include([413, 422], status, what)
    }
    assert.equal((await send('POST', `${PATH}/documents`, { token, body: { kind: 'other' } })).status, 422)
    assert.equal(await filesOf(tenant.id), 0)
    assert.lengthOf(await db.from('verification_documents').where('tenant_id', tenant.id), 0)

    const taken = await send('POST', `${PATH}/documents`, { token, body: upload('other', pdf(packed('3 0 << /Type /Page >>')), 'a.pdf') })
    assert.equal(taken.status, 201)
    assert.equal(
      (await send('POST', `${PATH}/documents`, { token, body: upload('other', pdf(packed('3 0 << /Type /Page >>')), 'b.pdf') })).status,
      422
    )
    assert.equal(await filesOf(tenant.id), 1)
    assert.equal((await send('DELETE', `${PATH}/documents/${taken.json.id}`, { token })).status, 204)
    assert.equal(await filesOf(tenant.id), 0)
  })

  test('pictures are drawn anew: what hides in them is gone; a name cannot climb', async ({ assert }) => {
    const { user } = await createUser({ tenant: { role: 'owner' } })
    const token = await apiToken(user)
    await send('PUT', PATH, { token, body: DETAILS })
    for (const format of ['jpeg', 'png', 'webp'] as const) {
      const bytes = Buffer.concat([await picture(format, { exif: 'where I live' }), Buffer.from('<script>')])
      const { status, json } = await send('POST', `${PATH}/documents`, { token, body: upload('other', bytes, '../../etc/"pass\nword.jpg') })
      assert.equal(status, 201, format)
      assert.notMatch(json.name, /[/\\"\n]/)
      const kept = await send('GET', `${PATH}/documents/${json.id}`, { token })
      assert.equal(kept.headers.get('content-type'), `image/${format}`)
      assert.isFalse(kept.bytes.includes('where I live'))
      assert.isFalse(kept.bytes.includes('<script>'))
    }
  })
})
