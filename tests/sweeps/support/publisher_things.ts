import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'

export type PublisherThings = { webhookId: string; deliveryId: string; publisherSlug: string }

/** What a person has as a publisher beside plugins: a webhook with a delivery that ended, and a publisher with a team. */
export async function createPublisherThings(userId: string): Promise<PublisherThings> {
  const [webhookId, deliveryId, publisherId] = [newId(), newId(), newId()]
  const publisherSlug = `world-${newId().slice(-12)}`
  const url = 'https://hooks.example.com/rialto'
  await db
    .table('webhooks')
    .insert({ id: webhookId, domain: 'registry', owner: `user:${userId}`, url, events: ['version.published'], algorithm: 'hmac' })
  await db.table('webhook_deliveries').insert({
    ...{ id: deliveryId, webhook_id: webhookId, event_id: newId(), event: 'version.published', body: '{}', status: 'delivered' },
    delivered_at: new Date(),
  })
  await db.table('publishers').insert({ id: publisherId, slug: publisherSlug, name: 'World', kind: 'org' })
  await db.table('publisher_members').insert({ publisher_id: publisherId, user_id: userId, role: 'admin' })
  await db.table('teams').insert({ id: newId(), publisher_id: publisherId, slug: 'core', name: 'Core' })
  return { webhookId, deliveryId, publisherSlug }
}
