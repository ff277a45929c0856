import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { systemActor } from '#core/actor'
import { Settings } from '#core/settings/settings'
import ExpireVerifications from '#tenancy/jobs/expire_verifications'
import { unverifiedMayPublish } from '#tenancy/settings'
import { forgetCounts } from '#tests/support/forget_counts'
import { createProduct, createSeller } from '#tests/support/catalog'
import { picture, upload } from '#tests/support/documents'
import { apiToken, createUser } from '#tests/support/users'
import { VERIFICATION, DETAILS, stateOf, isVerified, send, submitted, inQueue, decided } from '#tests/support/verifications'
import { Visitor } from '#tests/support/visitor'

test.group('Seller verification', (group) => {
  group.each.setup(forgetCounts)

  test('details, documents, a moderator’s yes: the company carries the badge and its proved details', async ({ client, assert }) => {
    const { tenant, token, verification } = await submitted()
    assert.equal((await send('PUT', VERIFICATION, { token, body: DETAILS })).status, 409)
    assert.equal((await send('POST', `${VERIFICATION}/submit`, { token })).status, 409)
    assert.equal((await send('DELETE', `${VERIFICATION}/documents/${verification.documents[0].id}`, { token })).status, 409)

    assert.equal((await decided(verification.id, 'approve')).status, 302)
    assert.equal(await stateOf(verification.id), 'approved')
    const company = await client.get('/api/v1/tenants/me').bearerToken(token)
    assert.containsSubset(company.body(), { is_verified: true, inn: DETAILS.inn, ogrn: DETAILS.ogrn, legal_name: DETAILS.legal_name })
    assert.isTrue(await isVerified(tenant.id))
  })

  test('what is missing is asked for and brought; a no allows to begin anew', async ({ assert }) => {
    const { tenant, token, verification } = await submitted()
    await decided(verification.id, 'ask_more')
    const asked = await send('GET', VERIFICATION, { token })
    assert.containsSubset(asked.json, { state: 'needs_more', reason: 'The papers were looked at' })
    assert.equal(
      (await send('POST', `${VERIFICATION}/documents`, { token, body: upload('bank', await picture('png'), 'bank.png') })).status,
      201
    )
    assert.equal((await send('POST', `${VERIFICATION}/submit`, { token })).status, 200)
    await decided(verification.id, 'reject')
    assert.equal(await stateOf(verification.id), 'rejected')
    assert.isFalse(await isVerified(tenant.id))
    const begun = await send('PUT', VERIFICATION, { token, body: DETAILS })
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
    assert.equal((await send('GET', VERIFICATION, { token })).status, 404)
    const wrong = await send('PUT', VERIFICATION, {
      token,
      body: { ...DETAILS, inn: '7707083894', kind: 'entrepreneur', account: '1'.repeat(20) },
    })
    assert.equal(wrong.status, 422)
    assert.includeMembers(
      wrong.json.details.map(({ field }: { field: string }) => field),
      ['inn', 'ogrn', 'account']
    )
    assert.equal((await send('PUT', VERIFICATION, { token, body: DETAILS })).status, 200)
    const incomplete = await send('POST', `${VERIFICATION}/submit`, { token })
    assert.equal(incomplete.json.error_code, 'VERIFICATION_INCOMPLETE')
  })

  test('employees, viewers and other companies have no part in it; documents look absent to them', async ({ assert }) => {
    const { tenant, token, verification } = await submitted()
    const path = `${VERIFICATION}/documents/${verification.documents[0].id}`
    assert.equal((await send('GET', path, { token })).status, 200)
    for (const role of ['user', 'viewer'] as const) {
      const member = await apiToken((await createUser({ tenant: { role, of: tenant } })).user)
      for (const [method, at] of [
        ['GET', VERIFICATION],
        ['PUT', VERIFICATION],
        ['POST', `${VERIFICATION}/submit`],
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
    const own = await send('GET', `${VERIFICATION}/documents/${document.id}`, { token })
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
