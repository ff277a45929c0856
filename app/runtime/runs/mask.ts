/** What stands in place of something that must not be kept. */
export const MASK = '•••'

/** Names under which people keep secrets, whatever their plugin calls them. */
const SECRET_NAME = /secret|token|passw|api_?key|private_?key|credential|authorization|cookie/i
/** Shorter values would blank out half of any text. */
const SHORTEST_SECRET = 4

export const looksSecret = (name: string): boolean => SECRET_NAME.test(name)

/** The values of settings whose names say that they are secret. */
export const secretsAmong = (settings: Record<string, unknown>): string[] =>
  Object.entries(settings).flatMap(([name, value]) => (looksSecret(name) && typeof value === 'string' ? [value] : []))

export interface Masks {
  /** Where the hook says that personal data is: `buyer.email`, `lines[].note`. */
  paths?: readonly string[]
  /** Texts that must not appear anywhere. */
  secrets?: readonly string[]
}

/** A copy without secrets and without what the hook calls personal. */
export function masked(value: unknown, { paths = [], secrets = [] }: Masks): unknown {
  const hidden = new Set(paths)
  const walk = (item: unknown, path: string): unknown => {
    if (item !== null && item !== undefined && hidden.has(path)) return MASK
    if (typeof item === 'string') return withoutSecrets(item, secrets)
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

/** The text with every secret blanked out. */
export const withoutSecrets = (text: string, secrets: readonly string[]): string =>
  secrets.reduce((left, secret) => (secret.length < SHORTEST_SECRET ? left : left.replaceAll(secret, MASK)), text)

const isText = (value: unknown): boolean => typeof value === 'string' && value !== ''
