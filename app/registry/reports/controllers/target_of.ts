import type { HttpContext } from '@adonisjs/core/http'
import type { TargetAddress } from '#registry/reports/targets/report_target'

type Params = { name: string; version?: string; review_id?: string; slug?: string }

/** What an address below plugins and publishers speaks of; pages and API name it alike. */
export function targetOf({ params }: HttpContext): TargetAddress {
  const { name, version, review_id: id, slug } = params as Params
  if (slug) return { kind: 'publisher', slug }
  if (version) return { kind: 'version', name, version }
  return id ? { kind: 'review', name, id } : { kind: 'plugin', name }
}
