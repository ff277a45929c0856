import { choices } from '#core/tables/choices'
import { defineTable } from '#core/tables/table'
import type { DeliveryRow } from '#core/webhooks/webhook'

export const deliveriesTable = defineTable<DeliveryRow>({
  name: 'registry.webhook_deliveries',
  caption: 'webhooks.deliveries',
  columns: [
    {
      key: 'event',
      label: 'webhooks.event',
      href: (row) => `/publisher/webhooks/${row.webhook_id}/deliveries/${row.id}`,
      layer: 'drawer',
    },
    { key: 'status', label: 'webhooks.status', format: 'status', labels: 'webhooks.delivery_' },
    { key: 'last_status', label: 'webhooks.last_status' },
    { key: 'attempts', label: 'webhooks.attempts', format: 'number', isMinor: true },
    { key: 'next_attempt_at', label: 'webhooks.next_attempt', format: 'ago', isMinor: true },
    { key: 'created_at', label: 'webhooks.created', format: 'ago', sort: 'created_at' },
  ],
  filters: [
    {
      key: 'status',
      label: 'webhooks.status',
      kind: 'choice',
      options: choices(['pending', 'delivered', 'failed', 'cancelled'], 'webhooks.delivery_'),
    },
  ],
  defaultSort: '-created_at',
  isExportable: false,
  empty: { title: 'webhooks.no_deliveries', text: 'webhooks.no_deliveries_text', icon: 'send' },
})
