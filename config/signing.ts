import { hkdfSync } from 'node:crypto'
import env from '#start/env'

const KEY_BYTES = 32

/** One secret stands behind the platform's signing keys; each is derived for its purpose. */
const derive = (secret: string, purpose: string) => Buffer.from(hkdfSync('sha256', secret, 'rialto-signing-v1', purpose, KEY_BYTES))
const seed = (purpose: string) => derive(env.get('SIGNING_KEY').release(), purpose)

/** Seeds of the Ed25519 keys: the registry signs what it lets out, the platform what it wrote itself. */
export const signingSeeds = {
  registry: () => seed('registry'),
  author: () => seed('platform publisher'),
}

/** Of the registry's key before this one, while it is given: it signs for its successor. */
export function previousRegistrySeed(): Buffer | null {
  const secret = env.get('SIGNING_PREVIOUS_KEY')?.release()
  return secret ? derive(secret, 'registry') : null
}
