import env from '#start/env'
import { createHash, createHmac } from 'node:crypto'

export const INVITATION_DAYS = 7

/**
 * The secret of an invitation's link. Derived from its id with our key: the mail job can write the link again,
 * while neither the database nor the event that wakes the job holds it.
 */
export const invitationToken = (invitationId: string) =>
  createHmac('sha256', `invitation:${env.get('APP_KEY').release()}`)
    .update(invitationId)
    .digest('base64url')

export const hashInvitationToken = (token: string) => createHash('sha256').update(token).digest('base64url')
