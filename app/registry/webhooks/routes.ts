import router from '@adonisjs/core/services/router'
import { api, panel } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation } from '#core/http/openapi/operation'
import { deliveryPageValidator, replayValidator, webhookChangeValidator, webhookValidator } from '#registry/webhooks/validators'
import * as schema from '#registry/webhooks/webhook_json'

const Webhooks = () => import('#registry/webhooks/controllers/webhooks_api_controller')
const Deliveries = () => import('#registry/webhooks/controllers/deliveries_api_controller')
const WebhookPages = () => import('#registry/webhooks/controllers/webhook_pages_controller')
const DeliveryPages = () => import('#registry/webhooks/controllers/delivery_pages_controller')

const shared = { tag: 'Webhooks', roles: ['authenticated' as const] }

api(() => {
  operation(router.get('webhooks/events', [Webhooks, 'events']).as('webhooks.events'), {
    ...{ ...shared, id: 'listWebhookEvents', summary: 'What a webhook can be told of' },
    responses: { 200: schema.WEBHOOK_EVENTS_LIST },
  })
  operation(router.get('webhooks', [Webhooks, 'index']).as('webhooks.index'), {
    ...{ ...shared, id: 'listWebhooks', summary: 'Your webhooks and those of publishers whose admin you are; never their secrets' },
    responses: { 200: schema.WEBHOOKS },
  })
  operation(router.post('webhooks', [Webhooks, 'store']).as('webhooks.store').use(middleware.stepUp()), {
    ...{ ...shared, id: 'createWebhook', summary: 'Have an address told of events; its secret is in this answer and nowhere else' },
    body: webhookValidator,
    responses: { 201: schema.WEBHOOK_SECRET },
  })
  operation(router.get('webhooks/:id', [Webhooks, 'show']).as('webhooks.show'), {
    ...{ ...shared, id: 'showWebhook', summary: 'One of your webhooks' },
    responses: { 200: schema.WEBHOOK },
  })
  operation(router.patch('webhooks/:id', [Webhooks, 'update']).as('webhooks.update').use(middleware.stepUp()), {
    ...{ ...shared, id: 'changeWebhook', summary: 'Another address or other events; switch it off, or on again' },
    body: webhookChangeValidator,
    responses: { 200: schema.WEBHOOK },
  })
  operation(router.delete('webhooks/:id', [Webhooks, 'destroy']).as('webhooks.destroy'), {
    ...{ ...shared, id: 'removeWebhook', summary: 'Tell an address no more; its log goes with it' },
    responses: { 204: null },
  })
  operation(router.post('webhooks/:id/rotate', [Webhooks, 'rotate']).as('webhooks.rotate').use(middleware.stepUp()), {
    ...{ ...shared, id: 'rotateWebhookSecret', summary: 'A new secret; the old one signs beside it for a day' },
    responses: { 200: schema.WEBHOOK_SECRET },
  })
  operation(router.post('webhooks/:id/ping', [Deliveries, 'ping']).as('webhooks.ping'), {
    ...{ ...shared, id: 'pingWebhook', summary: 'Send a message that says nothing' },
    responses: { 202: schema.QUEUED },
  })
  operation(router.post('webhooks/:id/replay', [Deliveries, 'replay']).as('webhooks.replay'), {
    ...{ ...shared, id: 'replayWebhook', summary: 'Send again what was to arrive in a stretch of time, a thousand messages at most' },
    body: replayValidator,
    responses: { 202: schema.REPLAYED },
  })
  operation(router.get('webhooks/:id/deliveries', [Deliveries, 'index']).as('webhooks.deliveries'), {
    ...{ ...shared, id: 'listWebhookDeliveries', summary: 'What was sent to a webhook, newest first' },
    query: deliveryPageValidator,
    responses: { 200: schema.DELIVERIES },
  })
  operation(router.get('webhooks/:id/deliveries/:delivery', [Deliveries, 'show']).as('webhooks.delivery'), {
    ...{ ...shared, id: 'showWebhookDelivery', summary: 'One message and all attempts to deliver it' },
    responses: { 200: schema.DELIVERY },
  })
  operation(router.post('webhooks/:id/deliveries/:delivery/replay', [Deliveries, 'replayOne']).as('webhooks.replay_one'), {
    ...{ ...shared, id: 'replayWebhookDelivery', summary: 'Send one message again; it keeps its id' },
    responses: { 202: schema.REPLAYED },
  })
}).use(middleware.apiAuth())

panel('publisher', 'registry.publish', () => {
  router.get('webhooks', [WebhookPages, 'index']).as('webhooks.index')
  router.get('webhooks/new', [WebhookPages, 'create']).as('webhooks.create').use(middleware.stepUp())
  router.post('webhooks', [WebhookPages, 'store']).as('webhooks.store').use(middleware.stepUp())
  router.get('webhooks/:id', [WebhookPages, 'show']).as('webhooks.show')
  router.get('webhooks/:id/edit', [WebhookPages, 'edit']).as('webhooks.edit').use(middleware.stepUp())
  router.post('webhooks/:id', [WebhookPages, 'update']).as('webhooks.update').use(middleware.stepUp())
  router.post('webhooks/:id/rotate', [WebhookPages, 'rotate']).as('webhooks.rotate').use(middleware.stepUp())
  router.post('webhooks/:id/switch', [WebhookPages, 'toggle']).as('webhooks.switch')
  router.get('webhooks/:id/remove', [WebhookPages, 'confirmRemoval']).as('webhooks.confirm_removal')
  router.post('webhooks/:id/remove', [WebhookPages, 'destroy']).as('webhooks.destroy')
  router.post('webhooks/:id/ping', [DeliveryPages, 'ping']).as('webhooks.ping')
  router.post('webhooks/:id/replay', [DeliveryPages, 'replay']).as('webhooks.replay')
  router.get('webhooks/:id/deliveries/:delivery', [DeliveryPages, 'show']).as('webhooks.delivery')
  router.post('webhooks/:id/deliveries/:delivery/replay', [DeliveryPages, 'replayOne']).as('webhooks.replay_one')
})
