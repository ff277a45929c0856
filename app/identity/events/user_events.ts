import type { NewEvent } from '#core/outbox/event'
import type User from '#identity/models/user'
import type { PlatformRole } from '#core/rights'

export const userRegistered = (user: User): NewEvent<{ user_id: string; locale: string }> => ({
  name: 'identity.user_registered.v1',
  aggregateId: user.id,
  payload: { user_id: user.id, locale: user.locale },
})

export const userBlocked = (
  user: User,
  { reason, blockId }: { reason: string; blockId: string }
): NewEvent<{ user_id: string; reason: string; block_id: string }> => ({
  name: 'identity.user_blocked.v1',
  aggregateId: user.id,
  payload: { user_id: user.id, reason, block_id: blockId },
})

export const userUnblocked = (user: User, reason: string): NewEvent<{ user_id: string; reason: string }> => ({
  name: 'identity.user_unblocked.v1',
  aggregateId: user.id,
  payload: { user_id: user.id, reason },
})

export const roleChanged = (
  user: User,
  change: { role: PlatformRole; granted: boolean }
): NewEvent<{ user_id: string; role: PlatformRole }> => ({
  name: change.granted ? 'identity.role_granted.v1' : 'identity.role_revoked.v1',
  aggregateId: user.id,
  payload: { user_id: user.id, role: change.role },
})
