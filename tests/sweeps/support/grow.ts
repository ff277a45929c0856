import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import OpenVersionReview from '#moderation/jobs/open_version_review'
import { newId } from '#core/ids'
import { PlaceOrder } from '#orders/actions/place_order'
import { createCategory, createProduct } from '#tests/support/catalog'
import { checkoutInput } from '#tests/support/orders'
import { createReviewer, writeReview } from '#tests/support/plugin_reviews'
import { pluginName, releasePlugin } from '#tests/support/plugin_uploads'
import { apiToken, createUser, type TestUser } from '#tests/support/users'
import { send } from './send.js'
import { install, memberOf, type World } from './world.js'
import type { DomainEvent } from '#core/outbox/event'
import type Tenant from '#tenancy/models/tenant'

/** `count` more of everything that some list shows, where `person` sees it. */
export async function grow(world: World, person: TestUser<Tenant>, count: number): Promise<void> {
  for (let at = 0; at < count; at++) {
    await sell(world, person)
    await publish(world, person)
    await memberOf(person.tenant, 'viewer')
    await createCategory({ parentId: world.product.categoryId })
    await writeReview(await createReviewer(), world.plugin)
    await leaveTraces(world, person)
  }
}

async function sell({ seller, product: { categoryId } }: World, { user, tenant }: TestUser<Tenant>) {
  const product = await createProduct(seller, { categoryId })
  const placeOrder = await app.container.make(PlaceOrder)
  await placeOrder.handle(checkoutInput(user.id, [{ product }]))
  const body = { offer_id: product.offerId, quantity: 1 }
  await send({ method: 'POST', path: '/api/v1/cart/items', token: await apiToken(user, tenant.id), body })
}

async function publish({ owner }: World, { user }: TestUser<Tenant>) {
  const name = pluginName()
  const { pluginId } = await releasePlugin(user, { name })
  for (const table of ['plugin_favourites', 'plugin_follows']) await db.table(table).insert({ user_id: user.id, plugin_id: pluginId })
  await db.table('featured_plugins').insert({ plugin_id: pluginId, position: 1000 })
  await install(owner, name)
  const { id } = await releasePlugin((await createUser({ platform: ['user'] })).user, { name: pluginName() }, { isApproved: false })
  const event = { id: newId(), payload: { version_id: id } } as DomainEvent<{ version_id: string }>
  await (await app.container.make(OpenVersionReview)).handle(event)
}

/** What only jobs and accidents write. */
async function leaveTraces({ installationId, plugin }: World, { user, tenant }: TestUser<Tenant>) {
  const at = new Date()
  await db.table('dead_letters').insert({ id: newId(), queue: 'events', job: 'core.prune', payload: '{}', error: 'No', attempts: 5 })
  await db.table('mailbox').insert({ id: newId(), channel: 'mail', recipient: user.email, subject: 'Hello', text: 'Hello' })
  await db
    .table('notifications')
    .insert({ id: newId(), user_id: user.id, event_id: newId(), kind: 'order_paid', params: '{}', link: '/account/orders' })
  await db.table('plugin_runs').insert({
    ...{ id: newId(), at, installation_id: installationId, tenant_id: tenant.id, plugin_name: plugin },
    ...{ hook: 'discount@1', digest: 'd', outcome: 'ok', fuel: 1, duration_us: 1 },
  })
  await db.table('tenant_invitations').insert({
    ...{ id: newId(), tenant_id: tenant.id, email: `${newId()}@example.test`, role: 'viewer', token_hash: newId() },
    expires_at: new Date(at.getTime() + 86_400_000),
  })
}
