import { networkOf } from '#identity/network_of'
import { deviceName } from '#identity/sessions/device_name'
import type { NewEvent } from '#core/outbox/event'
import type { LeftBehind } from '#identity/resets/left_behind'
import type { Device } from '#identity/sign_in/known_devices'
import type User from '#identity/models/user'

export type NewDevice = { user_id: string; device: string | null; network: string | null }

export const newDeviceSignedIn = (user: User, { ip, userAgent }: Device): NewEvent<NewDevice> => ({
  name: 'identity.new_device_signed_in.v1',
  aggregateId: user.id,
  payload: { user_id: user.id, device: deviceName(userAgent), network: ip && networkOf(ip) },
})

/** What is confirmed: an address, that of a registration by page, another one for the account, a number. */
export type About = 'confirm_email' | 'sign_up' | 'change_email' | 'phone'
export type ConfirmationRequested = { user_id: string; confirmation_id: string; about: About }

export const confirmationRequested = (userId: string, confirmationId: string, about: About): NewEvent<ConfirmationRequested> => ({
  name: 'identity.confirmation_requested.v1',
  aggregateId: userId,
  payload: { user_id: userId, confirmation_id: confirmationId, about },
})

export const contactConfirmed = (user: User, kind: 'email' | 'phone'): NewEvent<{ user_id: string; kind: string }> => ({
  name: 'identity.contact_confirmed.v1',
  aggregateId: user.id,
  payload: { user_id: user.id, kind },
})

/** `from` is told once more: whoever reads that mailbox may be the only one who minds. */
export const emailChanged = (user: User, from: string): NewEvent<{ user_id: string; from: string }> => ({
  name: 'identity.email_changed.v1',
  aggregateId: user.id,
  payload: { user_id: user.id, from },
})

export const signUpRepeated = (userId: string): NewEvent<{ user_id: string }> => ({
  name: 'identity.sign_up_repeated.v1',
  aggregateId: userId,
  payload: { user_id: userId },
})

/** Recorded whether somebody has the address or nobody: only the job finds out. */
export const passwordResetRequested = (resetId: string): NewEvent<{ reset_id: string }> => ({
  name: 'identity.password_reset_requested.v1',
  aggregateId: resetId,
  payload: { reset_id: resetId },
})

export type PasswordChanged = { user_id: string; is_reset: boolean; left?: LeftBehind }
type HowChanged = { isReset: boolean; left?: LeftBehind | null }

/** `isReset`: by a link in the person's mail; tokens made in their name ended with it. `left`: what a stranger had set up before. */
export const passwordChanged = (user: User, { isReset, left }: HowChanged): NewEvent<PasswordChanged> => ({
  name: 'identity.password_changed.v1',
  aggregateId: user.id,
  payload: { user_id: user.id, is_reset: isReset, ...(left ? { left } : {}) },
})

/** The first one of an account that had none. */
export const passwordSet = (user: User): NewEvent<{ user_id: string }> => ({
  name: 'identity.password_set.v1',
  aggregateId: user.id,
  payload: { user_id: user.id },
})

/** By staff, for who lost them all: the owner is the one who notices when they did not ask. */
export const secondFactorReset = (userId: string): NewEvent<{ user_id: string }> => ({
  name: 'identity.second_factor_reset.v1',
  aggregateId: userId,
  payload: { user_id: userId },
})
