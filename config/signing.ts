import { hkdfSync } from 'node:crypto'
import env from '#start/env'

const KEY_BYTES = 32

/** One secret stands behind the platform's signing keys; each is derived for its purpose. */
const seed = (purpose: string) => Buffer.from(hkdfSync('sha256', env.get('SIGNING_KEY').release(), 'rialto-signing-v1', purpose, KEY_BYTES))

/** Seeds of the Ed25519 keys: the registry signs what it lets out, the platform what it wrote itself. */
export const signingSeeds = {
  registry: () => seed('registry'),
  author: () => seed('platform publisher'),
}
