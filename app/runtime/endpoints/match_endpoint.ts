import type { PluginEndpoint } from '#runtime/manifest/plugin_manifest'

export type Match = { endpoint: PluginEndpoint } | { allowed: string[] } | null

/**
 * The endpoint for a path and a method: the path itself, else the longest beginning. Null where no path matches; where only
 * the method does not, those that would.
 */
export function matchEndpoint(endpoints: readonly PluginEndpoint[], path: string, method: string): Match {
  const matching = endpoints.filter((endpoint) => matches(endpoint.path, path)).sort((a, b) => weight(b) - weight(a))
  if (matching.length === 0) return null
  const endpoint = matching.find(({ methods }) => methods.some((one) => one === method))
  return endpoint ? { endpoint } : { allowed: allowedMethods(matching) }
}

export function allowedMethods(endpoints: readonly PluginEndpoint[]): string[] {
  const methods = new Set<string>(endpoints.flatMap((endpoint) => endpoint.methods))
  return [...methods, ...(methods.has('GET') ? ['HEAD'] : []), 'OPTIONS']
}

const weight = ({ path }: PluginEndpoint): number => (path.endsWith('*') ? path.length : Number.MAX_SAFE_INTEGER)

/** `/items/*` is everything below `/items/`, and `/items` itself. */
function matches(pattern: string, path: string): boolean {
  if (!pattern.endsWith('*')) return trimmed(pattern) === trimmed(path)
  const start = pattern.slice(0, -1)
  return path.startsWith(start) || (start.endsWith('/') && trimmed(start) === path)
}

const trimmed = (path: string): string => (path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path)

/** What comes after `/p/<tenant>/<plugin>`, decoded; null for what names no place: `..`, and slashes in disguise. */
export function pathBelow(url: string): string | null {
  const parts = url.split('/').slice(4)
  try {
    const decoded = parts.map((part) => decodeURIComponent(part))
    const isOdd = decoded.some((part) => part === '.' || part === '..' || /[/\\\0]/.test(part) || !part.isWellFormed())
    return isOdd ? null : `/${decoded.join('/')}`
  } catch {
    return null
  }
}
