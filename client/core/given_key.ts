import { wrongUsage } from './failure.js'
import type { Input } from './command.js'

/** What `--key` says, where it is one: a slip of the hand is not a registry that cannot be trusted. */
export function givenKey(input: Input): string | undefined {
  const key = input.option('key')
  if (key !== undefined && !isKey(key)) throw wrongUsage('--key is not a public key: it has 32 bytes in base64')
  return key
}

export const isKey = (text: string) => Buffer.from(text, 'base64').length === 32
