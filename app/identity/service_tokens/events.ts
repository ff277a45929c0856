import type { NewEvent } from '#core/outbox/event'
import type { Place } from '#identity/service_tokens/service_scopes'

export type ServiceTokenCreated = { user_id: string; name: string }

export const serviceTokenCreated = (
  id: string,
  { place, userId, name }: { place: Place; userId: string; name: string }
): NewEvent<ServiceTokenCreated> => ({
  name: 'identity.service_token_created.v1',
  aggregateId: id,
  tenantId: place,
  payload: { user_id: userId, name },
})
