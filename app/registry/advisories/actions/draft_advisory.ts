import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { newId } from '#core/ids'
import { Clock } from '#core/clock'
import { Audit } from '#core/audit/audit'
import { sqlRows } from '#core/database/sql'
import { keepAffected, type Writer } from '#registry/advisories/actions/keep_affected'
import type { AdvisoryText } from '#registry/advisories/advisory'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type DraftedAdvisory = { id: string; code: string; status: 'draft'; serial: number }

/** Writes down a weakness; nobody else reads it before it is published. The number stays used, also when it is rejected. */
@inject()
export class DraftAdvisory {
  constructor(private readonly audit: Audit) {}

  async handle(writer: Writer, text: AdvisoryText): Promise<DraftedAdvisory> {
    return db.transaction(async (trx) => {
      const advisory = await insert(trx, writer, text)
      await keepAffected(trx, writer, { advisoryId: advisory.id, affected: text.affected })
      await this.audit.record(trx, {
        ...{ actor: writer.actor, action: 'registry.advisory_drafted' },
        ...{
          target: { type: 'advisory', id: advisory.id, label: advisory.code },
          after: { severity: text.severity, summary: text.summary },
        },
      })
      return advisory
    })
  }
}

/** The columns of what an advisory says. */
export const columnsOf = ({ summary, details, severity, cvss, aliases, references }: AdvisoryText) => ({
  ...{ summary, details, severity, cvss, aliases, reference_urls: references },
})

async function insert(trx: TransactionClientContract, { actor }: Writer, text: AdvisoryText): Promise<DraftedAdvisory> {
  const [next] = await sqlRows<{ number: number; serial: number }>(
    trx,
    `select nextval('advisory_numbers') as number, nextval('registry_serial') as serial`
  )
  const now = Clock.now()
  const code = `RLT-${now.year}-${String(next!.number).padStart(4, '0')}`
  const advisory = { id: newId(), code, status: 'draft' as const, serial: next!.serial }
  const at = now.toJSDate()
  await trx.table('advisories').insert({ ...advisory, ...columnsOf(text), created_by: actor.userId, created_at: at, modified_at: at })
  return advisory
}
