import { beginningWith, containing } from '#core/database/like'
import { isId } from '#core/ids'
import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'
import type { FilterValue } from '#core/tables/table_definition'

/** What people paste is an id or a request; what they type begins an action or stands in a name. */
export function searchAudit(query: DatabaseQueryBuilderContract, text: string) {
  if (isId(text)) return void query.where((inner) => inner.where('target_id', text).orWhere('actor_id', text).orWhere('tenant_id', text))
  return void query.where((inner) =>
    inner.whereLike('action', beginningWith(text)).orWhere('request_id', text).orWhereILike('target_label', containing(text))
  )
}

/** `registry.version_approved`, or everything of a domain: `registry.` */
export function byAction(query: DatabaseQueryBuilderContract, value: FilterValue) {
  return void query.whereLike('action', beginningWith(String(value)))
}
