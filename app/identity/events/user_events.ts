import type { NewEvent } from '#core/outbox/event'
import type User from '#identity/models/user'
import type { PlatformRole } from '#core/rights'

export const userRegistered = (user: User): NewEvent<{ userId: string; locale: string }> => ({
  name: 'identity.user_registered.v1',
  aggregateId: user.id,
  payload: { userId: user.id, locale: user.locale },
})

export const userBlocked = (user: User, reason: string): NewEvent<{ userId: string; reason: string }> => ({
  name: 'identity.user_blocked.v1',
  aggregateId: user.id,
  payload: { userId: user.id, reason },
})

export const userUnblocked = (user: User, reason: string): NewEvent<{ userId: string; reason: string }> => ({
  name: 'identity.user_unblocked.v1',
  aggregateId: user.id,
  payload: { userId: user.id, reason },
})

export const roleChanged = (
  user: User,
  change: { role: PlatformRole; granted: boolean }
): NewEvent<{ userId: string; role: PlatformRole }> => ({
  name: change.granted ? 'identity.role_granted.v1' : 'identity.role_revoked.v1',
  aggregateId: user.id,
  payload: { userId: user.id, role: change.role },
})
