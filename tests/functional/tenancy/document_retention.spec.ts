import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { systemActor } from '#core/actor'
import { Settings } from '#core/settings/settings'
import EraseDocuments from '#tenancy/jobs/erase_documents'
import { documentRetentionDays } from '#tenancy/settings'
import { documentStore } from '#tenancy/verification/documents/document_store'
import { forgetCounts } from '#tests/support/forget_counts'
import { createUser } from '#tests/support/users'
import { VERIFICATION, decided, filesOf, inQueue, send, submitted } from '#tests/support/verifications'
import { Visitor } from '#tests/support/visitor'

const DAYS = 30

const run = async () => (await app.container.make(EraseDocuments)).handle()
const age = (id: string, days: number) =>
  db
    .from('seller_verifications')
    .where('id', id)
    .update({ decided_at: new Date(Date.now() - days * 86_400_000) })
const rowsOf = (id: string) => db.from('verification_documents').where('verification_id', id).orderBy('uploaded_at')
const erasedIn = (id: string) => db.from('audit_log').where({ target_id: id, action: 'tenancy.document_erased' })

test.group('Papers of a verification', (group) => {
  group.each.setup(forgetCounts)
  group.setup(async () => {
    const settings = await app.container.make(Settings)
    await settings.set(systemActor('test'), documentRetentionDays.key, DAYS)
    return async () => void (await settings.set(systemActor('test'), documentRetentionDays.key, documentRetentionDays.default))
  })

  test('lose their bytes some days after the decision; that they were there stays, for the company and the log', async ({ assert }) => {
    const { tenant, token, verification } = await submitted()
    await decided(verification.id, 'approve')
    const [{ id }] = verification.documents
    await age(verification.id, DAYS - 1)
    await run()
    assert.equal((await send('GET', `${VERIFICATION}/documents/${id}`, { token })).status, 200)
    assert.equal(await filesOf(tenant.id), 2)
    assert.isEmpty(await erasedIn(verification.id))

    await age(verification.id, DAYS + 1)
    await run()
    assert.equal(await filesOf(tenant.id), 0)
    const gone = await send('GET', `${VERIFICATION}/documents/${id}`, { token })
    assert.equal(gone.status, 410)
    assert.equal(gone.json.error_code, 'DOCUMENT_ERASED')
    const { json } = await send('GET', VERIFICATION, { token })
    assert.lengthOf(json.documents, 2)
    for (const document of json.documents) assert.isString(document.deleted_at)
    const entries = await erasedIn(verification.id)
    assert.lengthOf(entries, 2)
    for (const entry of entries) {
      assert.equal(entry.tenant_id, tenant.id)
      assert.containsSubset(entry.before, { name: entry.before.name, kind: entry.before.kind })
      assert.match(entry.before.sha256, /^[\da-f]{64}$/)
    }
    await run()
    assert.lengthOf(await erasedIn(verification.id), 2)
  })

  test('of companies that are being looked at stay, however old; the page of an old case says what went', async ({ assert }) => {
    const open = await submitted()
    await db
      .from('seller_verifications')
      .where('id', open.verification.id)
      .update({ submitted_at: new Date(0), updated_at: new Date(0) })
    const over = await submitted()
    const { id: item } = await inQueue(over.verification.id)
    await decided(over.verification.id, 'reject')
    await age(over.verification.id, DAYS + 1)
    await run()
    assert.equal(await filesOf(open.tenant.id), 2)
    assert.equal(await filesOf(over.tenant.id), 0)
    const { user, password } = await createUser({ platform: ['moderator'] })
    const moderator = new Visitor()
    await moderator.signIn(user.email, password)
    const seller = new Visitor()
    await seller.signIn(over.user.email, over.password)
    for (const page of [await moderator.open(`/moderator/reviews/${item}`), await seller.open('/seller/verification')]) {
      assert.equal(page.status, 200)
      assert.include(page.text, 'passport.jpg')
      assert.match(page.text, /Deleted .+: its time was over/)
      assert.notMatch(page.text, /<a [^>]*download>/)
    }
    const [{ id }] = over.verification.documents
    assert.equal((await moderator.open(`/moderator/verification-documents/${id}`)).status, 410)
  })

  test('a run that died between the mark and the file is finished by the next one', async ({ assert }) => {
    const { tenant, verification } = await submitted()
    await decided(verification.id, 'reject')
    await age(verification.id, DAYS + 1)
    const { remove } = documentStore
    documentStore.remove = () => Promise.reject(new Error('The disk is away'))
    await assert.rejects(run, 'The disk is away')
    documentStore.remove = remove
    assert.isNotNull((await rowsOf(verification.id))[0].deleted_at)
    assert.equal(await filesOf(tenant.id), 2)
    await run()
    assert.equal(await filesOf(tenant.id), 0)
    assert.isNotNull((await rowsOf(verification.id))[0].erased_at)
    assert.lengthOf(await erasedIn(verification.id), 2)
  })
})
