import { record, text } from '#core/json_schema'
import { definePublicEvent } from '#core/outbox/public_events'

definePublicEvent({
  name: 'tenancy.tenant_created.v1',
  summary: 'A company registered.',
  aggregate: 'tenant',
  schema: record({ name: text(200), plan: text(40) }),
})
