import { createHmac } from 'node:crypto'
import app from '@adonisjs/core/services/app'
import env from '#start/env'
import { systemActor } from '#core/actor'
import { Settings } from '#core/settings/settings'
import type { Algorithm } from '#identity/signing_keys/signing_key'

export type Json = Record<string, unknown>

export const encode = (value: Json | string) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
export const hmac = (input: string, key: string | Buffer, hash = 'sha256') => createHmac(hash, key).update(input).digest('base64url')
export const jwtSecret = () => env.get('JWT_SECRET').release()

/** Whoever knows the secret makes good tokens: forged ones differ from these in one thing each. */
export const hs256 = (header: Json | string, payload: Json | string, key: string | Buffer = jwtSecret()) => {
  const input = `${encode(header)}.${encode(payload)}`
  return `${input}.${hmac(input, key)}`
}

export const useAlgorithm = async (algorithm: Algorithm) => {
  const settings = await app.container.make(Settings)
  await settings.set(systemActor('test'), 'identity.token_algorithm', algorithm)
}

/** How the API answers to a token. */
export async function statusOf(token: string): Promise<number> {
  const url = `http://${env.get('HOST')}:${env.get('PORT')}/api/v1/auth/me`
  return (await fetch(url, { headers: { authorization: `Bearer ${token}` } })).status
}

/** What the API says to each of these tokens that is not 401. */
export async function accepted(tokens: Record<string, string>): Promise<string[]> {
  const taken: string[] = []
  for (const [name, token] of Object.entries(tokens)) {
    const status = await statusOf(token)
    if (status !== 401) taken.push(`${name}: ${status}`)
  }
  return taken
}
