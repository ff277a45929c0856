import { listApiSurfaces } from '#core/modules'
import type { ApiSurface } from '#core/limits/api_surface'

const PREFIX = '/api/v1/'

let bySegment: Map<string, ApiSurface> | null = null

/** The surface of an address; undefined where the common limits hold. Modules do not change after boot. */
export function findSurface(url: string): ApiSurface | undefined {
  if (!url.startsWith(PREFIX)) return undefined
  bySegment ??= new Map(listApiSurfaces().flatMap((surface) => surface.segments.map((segment) => [segment, surface])))
  const end = url.indexOf('/', PREFIX.length)
  return bySegment.get(url.slice(PREFIX.length, end < 0 ? undefined : end))
}
