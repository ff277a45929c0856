import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Audit } from '#core/audit/audit'
import { NotFound } from '#core/http/exceptions'
import { sqlRows, sqlRun } from '#core/database/sql'
import { StatusConflict } from '#registry/exceptions/refusals'
import { InvalidRuleset } from '#registry/scanning/exceptions'
import { rulesetProblems } from '#registry/scanning/rules/ruleset_schema'
import { startRescan } from '#registry/scanning/rescans/start_rescan'
import type { Actor } from '#core/actor'

type NewRuleset = { actor: Actor; document: unknown; note: string }
type Activation = {
  actor: Actor
  version: number
  /** The version that was in force when the difference was looked at. */
  instead: number
}

const target = (version: number) => ({ type: 'scan_ruleset', id: String(version), label: `rules ${version}` })

/** Keeps new rules and puts them in force. What was kept never changes: decisions name the rules they followed. */
@inject()
export class ChangeRuleset {
  constructor(private readonly audit: Audit) {}

  /** Answers the version. Throws `InvalidRuleset` (422) by place. */
  async keep({ actor, document, note }: NewRuleset): Promise<number> {
    const problems = rulesetProblems(document)
    if (problems.length) throw new InvalidRuleset(problems)
    return db.transaction(async (trx) => {
      const [{ version }] = await sqlRows<{ version: number }>(
        trx,
        'insert into scan_rulesets (document, note, created_by) values (?::jsonb, ?, ?) returning version',
        [JSON.stringify(document), note, actor.userId]
      )
      await this.audit.record(trx, { actor, action: 'registry.rules_kept', target: target(version), after: { note } })
      return version
    })
  }

  /** From the commit on uploads follow it, and what is public is looked at again. Throws `StatusConflict` (409) where other rules came first. */
  async activate({ actor, version, instead }: Activation): Promise<void> {
    await db.transaction(async (trx) => {
      const rows = await sqlRows<{ version: number; is_active: boolean }>(
        trx,
        'select version, is_active from scan_rulesets where version = ? or is_active order by version for update',
        [version]
      )
      if (!rows.some((row) => row.version === version)) throw new NotFound()
      const active = rows.find((row) => row.is_active)
      if (active?.version !== instead || version === instead) throw new StatusConflict()
      await sqlRun(trx, 'update scan_rulesets set is_active = false where is_active')
      await sqlRun(trx, 'update scan_rulesets set is_active = true, activated_at = now(), activated_by = ? where version = ?', [
        actor.userId,
        version,
      ])
      await startRescan(trx, { reason: `rules ${version}`, scope: 'all' })
      const change = { before: { version: instead }, after: { version } }
      await this.audit.record(trx, { actor, action: 'registry.rules_activated', target: target(version), ...change })
    })
  }
}
