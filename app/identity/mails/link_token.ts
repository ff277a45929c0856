import env from '#start/env'
import { createHash, createHmac } from 'node:crypto'

type Purpose = 'confirm-email' | 'reset-password'

/**
 * The secret of a mailed link. Derived from its row's id with our key: the job that mails it can write it, and write it again,
 * while neither the database nor the event that wakes the job holds it.
 */
export const linkToken = (purpose: Purpose, id: string): string =>
  createHmac('sha256', `${purpose}:${env.get('APP_KEY').release()}`)
    .update(id)
    .digest('base64url')

export const hashLinkToken = (token: string): string => createHash('sha256').update(token).digest('base64url')
