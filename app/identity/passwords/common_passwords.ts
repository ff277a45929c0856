import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'

/** Source and licence: COMMON_PASSWORDS.md. Read at the first sign-up, not at the start. */
const LIST = new URL('common_passwords.txt.gz', import.meta.url)

let list: Promise<ReadonlySet<string>> | undefined

/** Whether it is among the first that anybody guesses; case does not make it less so. */
export async function isCommonPassword(normal: string): Promise<boolean> {
  const common = await (list ??= read())
  return common.has(normal.toLowerCase()) || isOneCharacter(normal)
}

const read = async () => new Set((await promisify(gunzip)(await readFile(LIST))).toString('utf8').split('\n'))

const isOneCharacter = (text: string) => new Set(text.toLowerCase()).size === 1
