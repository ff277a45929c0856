import { canonicalName } from '#registry/names/plugin_name'
import { untrusted, wrongUsage } from './failure.js'

const NAME = /^[a-z0-9]+(?:[-_.][a-z0-9]+)*$/i
const VERSION = /^\d{1,15}\.\d{1,15}\.\d{1,15}(?:-[0-9a-z.-]+)?(?:\+[0-9a-z.-]+)?$/i
const LONGEST = 64

/** A name and a version become folders: whatever a registry says, they stay names. */
export function assertPlain({ name, version }: { name: string; version: string }) {
  if (!isName(name)) throw untrusted(`"${name.slice(0, LONGEST)}" is not the name of a plugin`)
  if (!isVersion(version)) throw untrusted(`"${version.slice(0, LONGEST)}" is not a version of ${name}`)
}

const isName = (name: string) => name.length <= LONGEST && NAME.test(name)
const isVersion = (version: string) => version.length <= LONGEST && VERSION.test(version)

/** `name`, `name@^1.2`. */
export function readWanted(word: string): { name: string; range: string } {
  const at = word.indexOf('@')
  const name = at < 0 ? word : word.slice(0, at)
  if (!isName(name)) throw wrongUsage(`"${name}" is not the name of a plugin`)
  return { name: canonicalName(name), range: at < 0 ? '*' : word.slice(at + 1) || '*' }
}

/** `name@1.2.0`, both. */
export function readRelease(word: string): { name: string; version: string } {
  const { name, range: version } = readWanted(word)
  if (!isVersion(version)) throw wrongUsage(`Name the version: ${name}@1.2.0`)
  return { name, version }
}
