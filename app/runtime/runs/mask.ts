/** What stands in place of something that must not be kept. */
export const MASK = '•••'

/** Names under which people keep secrets, whatever their plugin calls them. */
const SECRET_NAME = /secret|token|passw|api_?key|private_?key|credential|authorization|cookie/i
/** Shorter values would blank out half of any text. */
const SHORTEST_SECRET = 4

export const looksSecret = (name: string): boolean => SECRET_NAME.test(name)

/** The values of settings whose names say that they are secret. */
export const secretsAmong = (settings: Record<string, unknown>): string[] =>
  Object.entries(settings).flatMap(([name, value]) =>
    looksSecret(name) && typeof value === 'string' && value.length >= SHORTEST_SECRET ? [value] : []
  )

export interface Masks {
  /** Where the hook says that personal data is: `buyer.email`, `lines[].note`. */
  paths?: readonly string[]
}

/** A copy without what has the name of a secret and what the hook calls personal; the values of secrets are `SecretMask`'s. */
export function masked(value: unknown, { paths = [] }: Masks = {}): unknown {
  const hidden = new Set(paths)
  const walk = (item: unknown, path: string): unknown => {
    if (item !== null && item !== undefined && hidden.has(path)) return MASK
    if (Array.isArray(item)) return item.map((one) => walk(one, `${path}[]`))
    if (!item || typeof item !== 'object') return item
    return Object.fromEntries(
      Object.entries(item).map(([name, one]) => [
        name,
        looksSecret(name) && isText(one) ? MASK : walk(one, path ? `${path}.${name}` : name),
      ])
    )
  }
  return walk(value, '')
}

const isText = (value: unknown): boolean => typeof value === 'string' && value !== ''
