import { createHash, createHmac, randomBytes } from 'node:crypto'
import { HostCallRefused } from '#runtime/host/call_types'
import { givenBytes, type GivenData } from '#runtime/host_calls/given_bytes'
import { oneOf, requestOf, textOf, wholeNumber } from '#runtime/host_calls/request_schemas'
import { openNamed } from '#runtime/host_calls/secrets/named_secrets'
import type { HostCallContext, HostFunction } from '#runtime/host_calls/host_call_context'
import type { PluginSecrets } from '#runtime/host_calls/secrets/plugin_secrets'

type Encoding = 'hex' | 'base64' | 'base64url'
type DigestRequest = GivenData & { algorithm: string; encoding?: Encoding }
type HmacRequest = DigestRequest & { key?: string; key_base64?: string; key_secret?: string }

const MAX_TEXT = 256 * 1024
const MAX_RANDOM = 1_024
const algorithm = oneOf('sha256', 'sha512', 'sha1', 'md5')
const encoding = oneOf('hex', 'base64', 'base64url')
const data = { data: textOf(MAX_TEXT), data_base64: textOf(MAX_TEXT) }

/** `hash {algorithm, data | data_base64, encoding?}` → `{digest}`, hexadecimal unless said otherwise. */
const hash: HostFunction<DigestRequest> = {
  name: 'hash',
  capability: 'crypto',
  request: requestOf({ algorithm, encoding, ...data }, ['algorithm']),
  answer: (request) => {
    const digest = createHash(request.algorithm).update(givenBytes(request))
    return Promise.resolve({ digest: digest.digest(request.encoding ?? 'hex') })
  },
}

/** The same with a key; `key_secret` names a secret of the installation, which the plugin never sees. */
const hmac = (secrets: PluginSecrets): HostFunction<HmacRequest> => ({
  name: 'hmac',
  capability: 'crypto',
  request: requestOf({ algorithm, encoding, ...data, key: textOf(4_096, 1), key_base64: textOf(4_096, 1), key_secret: textOf(50, 1) }, [
    'algorithm',
  ]),
  answer: async (request, context) => {
    const key = await hmacKey(secrets, request, context)
    return {
      digest: createHmac(request.algorithm, key)
        .update(givenBytes(request))
        .digest(request.encoding ?? 'hex'),
    }
  },
})

/** `random_bytes {length}` → `{base64}`. */
const random: HostFunction<{ length: number }> = {
  name: 'random_bytes',
  capability: 'random',
  request: requestOf({ length: wholeNumber(1, MAX_RANDOM) }, ['length']),
  answer: ({ length }) => Promise.resolve({ base64: randomBytes(length).toString('base64') }),
}

export const digestFunctions = (secrets: PluginSecrets): HostFunction[] => [hash, hmac(secrets), random] as HostFunction[]

export interface GivenKey {
  key?: string
  key_base64?: string
  key_secret?: string
}

/** The key's bytes from whichever of the three is given. */
export async function hmacKey(secrets: PluginSecrets, given: GivenKey, context: HostCallContext): Promise<Buffer> {
  const { key, key_base64: base64, key_secret: name } = given
  if ([key, base64, name].filter((one) => one !== undefined).length !== 1) {
    throw new HostCallRefused('invalid_request', 'Give one of key, key_base64 and key_secret.')
  }
  if (name === undefined) return givenBytes({ data: key, data_base64: base64 })
  const values = await openNamed(secrets, [name], context)
  return Buffer.from(values.get(name)!, 'utf8')
}
