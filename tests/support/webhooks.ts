import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import DeliverWebhook from '#core/webhooks/deliver_webhook'
import { OutboundHttp } from '#core/outbound/outbound_http'
import { forgetCounts } from '#tests/support/forget_counts'
import { apiToken } from '#tests/support/users'
import { WebhookReceiver } from '#tests/imitations/webhooks/webhook_receiver'
import type { ApiClient } from '@japa/api-client'
import type User from '#identity/models/user'

export const WEBHOOK_EVENTS = ['version.yanked', 'token.created']

/** A receiver that may be called, for one test. */
export async function startReceiver() {
  await forgetCounts()
  const receiver = new WebhookReceiver()
  await receiver.start()
  app.container.swap(OutboundHttp, () => new OutboundHttp([{ host: '127.0.0.1', port: receiver.port }]))
  const stop = () => {
    app.container.restore(OutboundHttp)
    receiver.stop()
  }
  return { receiver, stop }
}

/** The webhooks' API as `user` calls it. */
export async function webhooksOf(client: ApiClient, user: User) {
  const token = await apiToken(user)
  return {
    get: (path = '') => client.get(`/api/v1/webhooks${path}`).bearerToken(token),
    post: (path: string, body: object = {}) => client.post(`/api/v1/webhooks${path}`).bearerToken(token).json(body),
    patch: (path: string, body: object) => client.patch(`/api/v1/webhooks${path}`).bearerToken(token).json(body),
    remove: (path: string) => client.delete(`/api/v1/webhooks${path}`).bearerToken(token),
    async add(url: string, more: object = {}) {
      const response = await this.post('', { url, events: WEBHOOK_EVENTS, ...more })
      response.assertStatus(201)
      return response.body() as { id: string; secret: string | null; public_key: string | null }
    },
    async ping(id: string): Promise<string> {
      const response = await this.post(`/${id}/ping`)
      response.assertStatus(202)
      return response.body().id
    },
  }
}

export const deliveriesOf = (webhookId: string) => db.from('webhook_deliveries').where('webhook_id', webhookId).orderBy('created_at')

export const deliver = async (id: string) => (await app.container.make(DeliverWebhook)).handle({ aggregateId: id })
