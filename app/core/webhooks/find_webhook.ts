import db from '@adonisjs/lucid/services/db'
import { isId } from '#core/ids'
import { sqlRows, type SqlClient } from '#core/database/sql'
import { DeliveryNotFound, WebhookNotFound } from '#core/webhooks/exceptions'
import type { AttemptRow, DeliveryRow, WebhookRow, WhichWebhook } from '#core/webhooks/webhook'

const COLUMNS = `w.id, w.domain, w.owner, w.url, w.description, w.events, w.subjects, w.algorithm, w.status, w.disabled_reason, w.disabled_at, w.failures,
  w.failing_since, w.created_by, w.created_at,
  (select s.public_key from webhook_secrets s where s.webhook_id = w.id order by s.created_at desc limit 1) as public_key`

/** The owners' webhooks; their quota bounds them. */
export const listWebhooks = ({ domain, owners }: Pick<WhichWebhook, 'domain' | 'owners'>) =>
  sqlRows<WebhookRow>(
    db,
    `select ${COLUMNS} from webhooks w where w.domain = ? and w.owner = any(?) order by w.created_at, w.id limit 1000`,
    [domain, owners]
  )

/** One of the owners' webhooks; another's looks absent. Throws `WebhookNotFound` (404). */
export const findWebhook = (which: WhichWebhook) => read(db, which, '')

/** As above, for who changes it. */
export const lockWebhook = (client: SqlClient, which: WhichWebhook) => read(client, which, 'for update of w')

async function read(client: SqlClient, { domain, owners, id }: WhichWebhook, lock: string): Promise<WebhookRow> {
  const [webhook] = isId(id)
    ? await sqlRows<WebhookRow>(client, `select ${COLUMNS} from webhooks w where w.id = ? and w.domain = ? and w.owner = any(?) ${lock}`, [
        ...[id, domain],
        owners,
      ])
    : []
  if (!webhook) throw new WebhookNotFound()
  return webhook
}

const DELIVERY = [
  'id',
  'webhook_id',
  'event_id',
  'event',
  'status',
  'attempts',
  'last_status',
  'created_at',
  'next_attempt_at',
  'delivered_at',
]

/** What was sent to a webhook, for a page of it. */
export const deliveriesOf = (webhookId: string) => db.from('webhook_deliveries').where('webhook_id', webhookId).select(DELIVERY)

export type DeliveryLog = { delivery: DeliveryRow; attempts: AttemptRow[] }

/** One delivery with all that was tried. Throws `DeliveryNotFound` (404). */
export async function findDelivery(webhookId: string, id: string): Promise<DeliveryLog> {
  const [delivery] = isId(id)
    ? await sqlRows<DeliveryRow>(db, `select ${DELIVERY.join(', ')}, body from webhook_deliveries where id = ? and webhook_id = ?`, [
        id,
        webhookId,
      ])
    : []
  if (!delivery) throw new DeliveryNotFound()
  const attempts = await sqlRows<AttemptRow>(
    db,
    'select id, at, outcome, status, latency_ms, answer from webhook_attempts where delivery_id = ? order by at desc, id desc limit 200',
    [id]
  )
  return { delivery, attempts }
}
