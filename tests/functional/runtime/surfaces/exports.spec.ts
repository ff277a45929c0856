import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import drive from '@adonisjs/drive/services/main'
import { sqlRun } from '#core/database/sql'
import { newId } from '#core/ids'
import MakeExport from '#runtime/exports/jobs/make_export'
import PruneExports from '#runtime/exports/jobs/prune_exports'
import RemoveExports from '#runtime/exports/jobs/remove_exports'
import { createProduct, createSeller } from '#tests/support/catalog'
import { createUser, type TestUser } from '#tests/support/users'
import { direct, installPuppet, runsOf } from '#tests/support/puppet'
import { switchOffAllPlugins } from '#tests/support/installed_plugins'
import type { ApiClient } from '@japa/api-client'
import type { DomainEvent } from '#core/outbox/event'
import type { Installation } from '#runtime/installations/installation'
import type Tenant from '#tenancy/models/tenant'

type Row = { id: string; status: string; rows: number; bytes: number; storage_key: string | null; error: string | null; file_name: string }

let owner: TestUser<Tenant>
let puppet: Installation

const start = (client: ApiClient, name: string, user = owner.user) =>
  client.post(`/seller/plugins/${puppet.id}/exports/${name}`).loginAs(user).withCsrfToken().redirects(0)

const exportsOf = () => db.from('plugin_exports').where('installation_id', puppet.id).orderBy('created_at', 'desc') as Promise<Row[]>

/** The jobs that were asked for, as the relay would enqueue them. */
async function write(lastAttempt = false): Promise<void> {
  const rows = (await db.from('outbox').where({ name: 'runtime.export_requested.v1', aggregate_id: puppet.id })) as {
    payload: { export_id: string }
  }[]
  const job = await app.container.make(MakeExport)
  for (const { payload } of rows) {
    await job.handle({ payload } as DomainEvent<{ export_id: string }>, { jobId: 'test', attempt: 1, lastAttempt })
  }
}

const download = (client: ApiClient, id: string, user = owner.user) =>
  client.get(`/seller/plugins/${puppet.id}/exports/${id}/download`).loginAs(user).redirects(0)

test.group('Files that plugins write', (group) => {
  group.each.setup(async () => {
    owner = await createUser({ tenant: { role: 'owner' } })
    puppet = await installPuppet(owner.tenant.id)
    return switchOffAllPlugins
  })

  test('are written from the company’s own rows, page by page, and can be fetched by a signed link', async ({ client, assert }) => {
    const seller = await createSeller({ tenantId: owner.tenant.id })
    await createProduct(seller, { title: 'A thing of ours' })
    await createProduct(await createSeller(), { title: 'A thing of theirs' })
    ;(await start(client, 'products')).assertStatus(302)
    await write()
    const [file] = await exportsOf()
    assert.containsSubset(file, { status: 'done', rows: 1 })
    assert.match(file!.file_name, /^products-\d{4}-\d{2}-\d{2}\.csv$/)
    const link = await download(client, file!.id)
    link.assertStatus(302)
    const answer = await client.get(link.header('location')!.replace(/^https?:\/\/[^/]+/, ''))
    answer.assertStatus(200)
    assert.include(answer.header('content-disposition'), `attachment; filename="${file!.file_name}"`)
    const input = JSON.parse(answer.text()) as { rows: { title: string }[]; is_first: boolean; is_last: boolean }
    assert.containsSubset(input, { is_first: true, is_last: true })
    assert.deepEqual(
      input.rows.map(({ title }) => title),
      ['A thing of ours']
    )
  })

  test('go on over as many pages as there are rows', async ({ client, assert }) => {
    const seller = await createSeller({ tenantId: owner.tenant.id })
    const model = await createProduct(seller)
    await sqlRun(
      db,
      `insert into products (id, tenant_id, seller_id, category_id, slug, title, description, brand, attributes, language, status, min_price_minor, currency)
       select gen_random_uuid(), tenant_id, seller_id, category_id, slug || n, title || n, '', brand, attributes, language, 'draft', min_price_minor, currency
         from products, generate_series(1, 150) n where id = ?`,
      [model.id]
    )
    await direct(puppet, { text: 'page\n', state: { n: 1 } })
    await start(client, 'products')
    await write()
    const [file] = await exportsOf()
    assert.containsSubset(file, { status: 'done', rows: 151, bytes: 10 })
    assert.lengthOf(await runsOf(puppet), 2)
  })

  test('lines become CSV that no spreadsheet runs', async ({ client, assert }) => {
    await direct(puppet, { lines: [['=HYPERLINK("https://evil.example")', 5, null, 'a,b']] })
    await start(client, 'orders')
    await write()
    const [file] = await exportsOf()
    const text = Buffer.from(await drive.use().getBytes(file!.storage_key!)).toString('utf8')
    assert.equal(text, `\uFEFF"'=HYPERLINK(""https://evil.example"")",5,,"a,b"\r\n`)
  })

  test('that a plugin gets wrong are kept in no part, and say why', async ({ client, assert }) => {
    await direct(puppet, 'fail')
    await start(client, 'orders')
    await write()
    const [file] = await exportsOf()
    assert.containsSubset(file, { status: 'failed', storage_key: null })
    assert.include(file!.error, 'As I was told')
    const page = await client.get(`/seller/plugins/${puppet.id}/surfaces`).loginAs(owner.user)
    page.assertTextIncludes('As I was told')
    ;(await download(client, file!.id)).assertStatus(404)
  })

  test('are written one at a time, and by those who manage plugins only', async ({ client, assert }) => {
    const { user: viewer } = await createUser({ tenant: { role: 'viewer', of: owner.tenant } })
    ;(await start(client, 'orders', viewer)).assertStatus(403)
    ;(await start(client, 'nothing')).assertStatus(404)
    await start(client, 'orders')
    await start(client, 'products')
    assert.lengthOf(await exportsOf(), 1)
    await write()
    const [file] = await exportsOf()
    ;(await download(client, file!.id, viewer)).assertStatus(403)
    const { user: stranger } = await createUser({ tenant: { role: 'owner' } })
    ;(await download(client, file!.id, stranger)).assertStatus(404)
    ;(await download(client, newId())).assertStatus(404)
    ;(await download(client, file!.id)).assertStatus(302)
  })

  test('begin anew when their writer died', async ({ client, assert }) => {
    await start(client, 'orders')
    await db.from('plugin_exports').where('installation_id', puppet.id).update({ status: 'running', rows: 7, bytes: 7 })
    await write()
    const [file] = await exportsOf()
    assert.containsSubset(file, { status: 'done', rows: 0 })
    await write()
    assert.deepEqual((await exportsOf())[0], file)
  })

  test('whose writer was lost for good make room for others', async ({ client, assert }) => {
    await start(client, 'orders')
    await db
      .from('plugin_exports')
      .where('installation_id', puppet.id)
      .update({ status: 'running', created_at: new Date(Date.now() - 2 * 86_400_000) })
    await new PruneExports().handle()
    const [file] = await exportsOf()
    assert.equal(file!.status, 'failed')
    await start(client, 'orders')
    assert.lengthOf(await exportsOf(), 2)
  })

  test('go when their time is over, or with their plugin', async ({ client, assert }) => {
    await start(client, 'orders')
    await write()
    const [first] = await exportsOf()
    await db
      .from('plugin_exports')
      .where('id', first!.id)
      .update({ expires_at: new Date(0) })
    await new PruneExports().handle()
    assert.isFalse(await drive.use().exists(first!.storage_key!))
    ;(await download(client, first!.id)).assertStatus(404)
    await start(client, 'products')
    await write()
    const second = (await exportsOf()).find(({ status }) => status === 'done')!
    assert.isTrue(await drive.use().exists(second.storage_key!))
    await new RemoveExports().handle({ aggregateId: puppet.id } as DomainEvent)
    assert.isFalse(await drive.use().exists(second.storage_key!))
  })
})
