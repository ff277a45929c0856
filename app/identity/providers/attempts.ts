import db from '@adonisjs/lucid/services/db'
import { createHash, randomBytes } from 'node:crypto'
import { Clock } from '#core/clock'
import { sqlRows, sqlRun } from '#core/database/sql'
import type { HttpContext } from '@adonisjs/core/http'

export interface Attempt {
  providerId: string
  /** Whose account the provider is to be connected to; null at sign-in. */
  linkingUserId: string | null
  verifier: string
  nonce: string
  next: string
}

const BROWSER_KEY = 'provider_browser'
const MINUTES = 10

const random = () => randomBytes(32).toString('base64url')
const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url')

export const challengeOf = (verifier: string): string => hashOf(verifier)

/** Remembers that this browser was sent to a provider; answers the `state` it has to come back with. */
export async function beginAttempt(
  { session }: Pick<HttpContext, 'session'>,
  way: Pick<Attempt, 'providerId' | 'linkingUserId' | 'next'>
): Promise<Attempt & { state: string }> {
  const browser = (session.get(BROWSER_KEY) as string | undefined) ?? random()
  session.put(BROWSER_KEY, browser)
  const [state, verifier, nonce] = [random(), random(), random()]
  await sqlRun(
    db,
    `insert into provider_attempts (id, browser, provider_id, linking_user_id, verifier, nonce, next, expires_at) values (?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      ...[hashOf(state), hashOf(browser), way.providerId, way.linkingUserId, verifier, nonce, way.next],
      Clock.now().plus({ minutes: MINUTES }).toJSDate(),
    ]
  )
  return { ...way, state, verifier, nonce }
}

/** What `state` stands for: once, in time, in the browser that began and for the provider it was sent to; else null. */
export async function takeAttempt({ session }: Pick<HttpContext, 'session'>, state: unknown, providerId: string): Promise<Attempt | null> {
  const browser = session.get(BROWSER_KEY) as string | undefined
  if (typeof state !== 'string' || !browser) return null
  const [attempt] = await sqlRows<Attempt>(
    db,
    `delete from provider_attempts where id = ? and browser = ? and provider_id = ? and expires_at > ?
     returning provider_id as "providerId", linking_user_id as "linkingUserId", verifier, nonce, next`,
    [hashOf(state), hashOf(browser), providerId, Clock.now().toJSDate()]
  )
  return attempt ?? null
}
