import { inject } from '@adonisjs/core'
import { sqlRows, type SqlClient } from '#core/database/sql'
import { PUBLIC_PLUGIN } from '#registry/queries/visibility'
import { PublisherNotFound } from '#registry/exceptions/refusals'
import { RestrictPublisher } from '#registry/takedowns/actions/restrict_publisher'
import type { AddressOf, FoundTarget, ReportTarget, Sentence, Snapshot } from '#registry/reports/targets/report_target'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

type Row = { id: string; snapshot: Snapshot }

/** Whole publishers: what they publish from now on waits for a moderator. */
@inject()
export class PublisherTarget implements ReportTarget<'publisher'> {
  readonly kind = 'publisher'
  readonly acts = { reject: 'restrict' } as const

  constructor(private readonly restrict: RestrictPublisher) {}

  async find(client: SqlClient, { slug }: AddressOf<'publisher'>, isLocked = false): Promise<FoundTarget> {
    const [row] = await sqlRows<Row>(
      client,
      `select b.id, jsonb_build_object('name', b.name, 'slug', b.slug, 'plugins',
                (select count(*) from plugins p where p.publisher_id = b.id and ${PUBLIC_PLUGIN})) as snapshot
         from publishers b where b.slug = ? and exists (select 1 from plugins p where p.publisher_id = b.id and ${PUBLIC_PLUGIN})
          ${isLocked ? 'for no key update of b' : ''}`,
      [slug]
    )
    if (!row) throw new PublisherNotFound()
    return { id: row.id, pluginId: null, publisherId: row.id, snapshot: row.snapshot }
  }

  async carryOut(trx: TransactionClientContract, { targetId: publisherId, ruling }: Sentence) {
    await this.restrict.handle({ ...ruling, publisherId, isRestricted: true }, trx)
  }

  async undo(trx: TransactionClientContract, { targetId: publisherId, ruling }: Omit<Sentence, 'act'>) {
    await this.restrict.handle({ ...ruling, publisherId, isRestricted: false }, trx)
  }
}
