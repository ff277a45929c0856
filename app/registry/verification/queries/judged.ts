import db from '@adonisjs/lucid/services/db'
import { PUBLIC_PLUGIN } from '#registry/queries/visibility'

export type JudgedPublisher = {
  id: string
  slug: string
  name: string
  kind: string
  verified_at: Date | null
  verify_method: string | null
  state: 'verified' | 'unverified'
  domain: string | null
  created_at: Date
}

/** Publishers with what they showed; the table filters and pages. */
export const judgedPublishers = () =>
  db
    .from(
      db
        .from('publishers as b')
        .joinRaw('left join publisher_proofs x on x.publisher_id = b.id and x.proved_at is not null')
        .select(
          db.raw(
            `b.id, b.slug::text, b.name, b.kind, b.verified_at, b.verify_method, x.domain::text, b.created_at,
             case when b.verified_at is null then 'unverified' else 'verified' end as state`
          )
        )
        .as('judged')
    )
    .select('id', 'slug', 'name', 'kind', 'verified_at', 'verify_method', 'state', 'domain', 'created_at')

export type JudgedPlugin = {
  id: string
  name: string
  publisher: string
  state: 'verified' | 'unverified'
  downloads_total: number
  verified_at: Date | null
  created_at: Date
}

/** Public plugins with whether somebody vouches for them. */
export const judgedPlugins = () =>
  db
    .from(
      db
        .from('plugins as p')
        .joinRaw('join publishers b on b.id = p.publisher_id')
        .whereRaw(PUBLIC_PLUGIN)
        .select(
          db.raw(
            `p.id, p.name, b.name as publisher, p.downloads_total, p.verified_at, p.created_at,
             case when p.verified_at is null then 'unverified' else 'verified' end as state`
          )
        )
        .as('judged')
    )
    .select('id', 'name', 'publisher', 'state', 'downloads_total', 'verified_at', 'created_at')
