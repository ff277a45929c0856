import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { PUBLIC_PLUGIN } from '#registry/queries/visibility'

export type FeaturedRow = {
  name: string
  publisher: string
  position: number
  starts_at: Date
  ends_at: Date | null
  featured_by: string | null
  /** Shown now; `later` begins, `over` ended, `hidden` is nobody's to see. */
  state: 'shown' | 'later' | 'over' | 'hidden'
}

const MOST = 500

/** What is shown now: conditions on `featured_plugins f`. */
export const FEATURED_NOW = 'f.starts_at <= now() and (f.ends_at is null or f.ends_at > now())'

/** The operator's list in its order, with what is not shown now. */
export const listFeatured = () =>
  sqlRows<FeaturedRow>(
    db,
    `select p.name, b.name as publisher, f.position, f.starts_at, f.ends_at, u.full_name as featured_by,
            case when not (${PUBLIC_PLUGIN}) then 'hidden' when f.starts_at > now() then 'later' when f.ends_at <= now() then 'over' else 'shown' end as state
       from featured_plugins f join plugins p on p.id = f.plugin_id join publishers b on b.id = p.publisher_id
       left join users u on u.id = f.featured_by order by f.position, f.plugin_id limit ?`,
    [MOST]
  )
