import env from '#start/env'
import { createHash, createHmac } from 'node:crypto'

/**
 * The secret of a link that is mailed. Derived from the row's id with our key: the job that mails can write it, while
 * neither the database nor the event holds it.
 */
export const linkSecret = (purpose: 'invitation' | 'transfer' | 'membership' | 'report', id: string): string =>
  createHmac('sha256', `plugin-${purpose}:${env.get('APP_KEY').release()}`)
    .update(id)
    .digest('base64url')

export const hashLinkSecret = (secret: string): string => createHash('sha256').update(secret).digest('base64url')
