/** Letters, digits and single separators between them; ASCII only, so that no name mixes scripts or hides a character. */
const WELL_FORMED = /^[a-z0-9]+(?:[-_.][a-z0-9]+)*$/i
const MIN_LENGTH = 3
const MAX_LENGTH = 64

/** What a name must not be: parts of our own routes and words that speak for the platform. */
const RESERVED = new Set([
  ...[
    'search',
    'publish',
    'versions',
    'version',
    'new',
    'mine',
    'stats',
    'badges',
    'reviews',
    'uploads',
    'download',
    'install',
    'installed',
  ],
  ...['admin', 'api', 'auth', 'tokens', 'settings', 'feeds', 'feed', 'featured', 'trending', 'categories', 'tags', 'publishers'],
  ...['rialto', 'official', 'system', 'core', 'support', 'security', 'moderator', 'null', 'undefined', 'constructor', 'prototype'],
])

export type NameProblem = 'length' | 'characters' | 'reserved'

/** The key two names share when they differ by case or kind of separator only. */
export const canonicalName = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-')

/**
 * What a hurried reader sees (UTS 39 for the ASCII part): look-alikes fold together and separators vanish.
 * Two plugins never share a skeleton.
 */
export const nameSkeleton = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[I|1]/g, 'l')
    .toLowerCase()
    .replace(/[-_.]+/g, '')
    .replace(/0/g, 'o')
    .replace(/5/g, 's')
    .replace(/vv/g, 'w')
    .replace(/m/g, 'rn')

/** Why nobody may publish under this name, or null. Whether it is taken is for the database to say. */
export function findNameProblem(name: string): NameProblem | null {
  if (name.length < MIN_LENGTH || name.length > MAX_LENGTH) return 'length'
  if (!WELL_FORMED.test(name)) return 'characters'
  return RESERVED.has(canonicalName(name)) ? 'reserved' : null
}

export const NAME_PROBLEMS: Record<NameProblem, string> = {
  length: `The name must have ${MIN_LENGTH} to ${MAX_LENGTH} characters`,
  characters: 'The name may have the letters a–z, digits, and single "-", "_" or "." between them',
  reserved: 'The name is reserved',
}
