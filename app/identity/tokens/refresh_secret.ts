import env from '#start/env'
import { createHash, createHmac, randomBytes } from 'node:crypto'

export const newRefreshSecret = () => randomBytes(32).toString('base64url')

/** What is stored. The secret has 256 bits, so a plain hash is enough. */
export const hashRefreshSecret = (secret: string) => createHash('sha256').update(secret).digest('base64url')

/**
 * The token that follows `secret`. Derived, so that a client whose answer got lost is given the very same successor
 * although only hashes are stored; without our key nobody can compute it from the parent.
 */
export const successorOf = (secret: string) =>
  createHmac('sha256', `refresh:${env.get('JWT_SECRET').release()}`)
    .update(secret)
    .digest('base64url')
