import { inject } from '@adonisjs/core'
import { newId } from '#core/ids'
import { Clock } from '#core/clock'
import { Settings } from '#core/settings/settings'
import { Unauthenticated } from '#core/http/exceptions'
import { ChangeVersionStatus, type ChangedVersion } from '#registry/actions/change_version_status'
import { stageDays } from '#registry/stages/settings'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

type Staged = { actor: Actor; versionId: string; needed: number }

/** How many others have to agree before what the actor publishes goes on; 0: nobody. */
export const approvalsNeeded = ({ grant }: Actor, plugin: { require_stage_approvals: number }): number =>
  Math.max(plugin.require_stage_approvals, grant?.stageOnly ? 1 : 0)

/** Lets a version wait for the word of other owners, in the transaction that made it. */
@inject()
export class OpenStage {
  constructor(
    private readonly settings: Settings,
    private readonly statuses: ChangeVersionStatus
  ) {}

  async apply(trx: TransactionClientContract, { actor, versionId, needed }: Staged): Promise<ChangedVersion> {
    if (!actor.userId) throw new Unauthenticated()
    const now = Clock.now()
    const expiresAt = now.plus({ days: await this.settings.get(stageDays) }).toJSDate()
    const row = { id: newId(), version_id: versionId, requested_by: actor.userId, needed }
    await trx.table('stages').insert({ ...row, created_at: now.toJSDate(), expires_at: expiresAt })
    return this.statuses.apply(trx, { actor, versionId, act: 'stage' })
  }
}
