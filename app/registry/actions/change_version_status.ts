import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import { sqlRows } from '#core/database/sql'
import { StatusConflict } from '#registry/exceptions/refusals'
import { PUBLIC_VERSION_STATUSES } from '#registry/enums/version_status'
import { signVersion } from '#registry/signing/sign_version'
import { chooseDefaultVersion } from '#registry/actions/choose_default_version'
import { findVersionTransition, type VersionAct } from '#registry/states/version_states'
import { RecordAct } from '#registry/log/record_act'
import type { Actor } from '#core/actor'
import type { VersionEventPayload } from '#registry/events/registry_events'
import type { VersionStatus } from '#registry/enums/version_status'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type VersionChange = {
  actor: Actor
  versionId: string
  act: VersionAct
  reasonCode?: string
  /** Told to the publisher and, where the change is public, to everybody. */
  publicReason?: string
  internalNote?: string
  /** The complaint that led to it: whom it concerns hears of it by that one's decision. */
  reportId?: string
  /** Of a quarantine: whose it is, when it ends and what becomes of the version then. */
  quarantine?: VersionQuarantine
}

export type VersionQuarantine = { ownerId: string | null; expiresAt: Date; onExpiry: 'release' | 'remove' }

export type ChangedVersion = { id: string; pluginId: string; plugin: string; version: string; status: VersionStatus; serial: number }

type LockedVersion = {
  id: string
  plugin_id: string
  plugin: string
  version: string
  status: VersionStatus
  published_by: string | null
  publisher_user_id: string | null
  digest: string
  capabilities: string[]
  category: string
}

/** Which column remembers when a status was first reached. */
const TIMES: Partial<Record<VersionStatus, string>> = {
  staged: 'staged_at',
  published: 'published_at',
  closed: 'closed_at',
  yanked: 'yanked_at',
}

/**
 * The one function that changes a version's status: it follows the declared table, and leaves action, audit row,
 * event and serial in the caller's transaction. Locks the plugin first, then the version.
 */
@inject()
export class ChangeVersionStatus {
  constructor(private readonly acts: RecordAct) {}

  async apply(trx: TransactionClientContract, change: VersionChange): Promise<ChangedVersion> {
    const version = await lockVersion(trx, change.versionId)
    const transition = version && findVersionTransition(change.act, version.status)
    if (!version || !transition) throw new StatusConflict()

    const serial = await this.#write(trx, version, { change, to: transition.to })
    if (transition.to === 'published') await signVersion(trx, version.id, 'registry')
    await chooseDefaultVersion(trx, version.plugin_id)
    await this.#tell(trx, version, { change, to: transition.to, event: transition.event, serial })
    return { id: version.id, pluginId: version.plugin_id, plugin: version.plugin, version: version.version, status: transition.to, serial }
  }

  async #write(
    trx: TransactionClientContract,
    version: LockedVersion,
    { change, to }: { change: VersionChange; to: VersionStatus }
  ): Promise<number> {
    const now = Clock.now().toJSDate()
    const at = TIMES[to]
    await trx
      .from('plugin_versions')
      .where('id', version.id)
      .update({
        status: to,
        ...(at ? { [at]: trx.raw(`coalesce(${at}, ?)`, [now]) } : {}),
        ...(to === 'yanked' ? { yank_reason: change.publicReason ?? null } : {}),
        ...(change.act === 'unyank' ? { yanked_at: null, yank_reason: null } : {}),
        quarantine_owner_id: change.quarantine?.ownerId ?? null,
        quarantine_expires_at: change.quarantine?.expiresAt ?? null,
        quarantine_on_expiry: change.quarantine?.onExpiry ?? null,
        quarantine_told_at: null,
      })
    const [{ serial }] = await sqlRows<{ serial: number }>(
      trx,
      `update plugins set serial = nextval('registry_serial'), updated_at = ? where id = ? returning serial`,
      [now, version.plugin_id]
    )
    return serial
  }

  async #tell(
    trx: TransactionClientContract,
    version: LockedVersion,
    { change, to, event, serial }: { change: VersionChange; to: VersionStatus; event?: string; serial: number }
  ) {
    const { actor, act, reasonCode, publicReason, internalNote, quarantine } = change
    const isPublicAct = isPublic(version.status) || isPublic(to)
    await this.acts.apply(trx, {
      ...{ actor, act, from: version.status, to, serial, reasonCode, publicReason, internalNote },
      target: { type: 'plugin_version', id: version.id, label: `${version.plugin} ${version.version}` },
      expiresAt: quarantine?.expiresAt,
      audited: {
        action: `registry.version_${to}`,
        before: { status: version.status },
        after: { status: to, ...(internalNote ? { note: internalNote } : {}) },
      },
      logged: isPublicAct ? { event: `version_${to}`, payload: logged(version, change, serial) } : undefined,
      event: event ? { name: event, aggregateId: version.plugin_id, payload: payloadOf(version, change, { to, serial }) } : undefined,
    })
  }
}

const payloadOf = (
  version: LockedVersion,
  change: VersionChange,
  { to, serial }: { to: VersionStatus; serial: number }
): VersionEventPayload => ({
  plugin_id: version.plugin_id,
  version_id: version.id,
  plugin: version.plugin,
  version: version.version,
  category: version.category,
  capabilities: version.capabilities,
  digest: version.digest,
  status: to,
  publisher_user_id: version.published_by ?? version.publisher_user_id,
  decided_by: change.actor.userId,
  reason_code: change.reasonCode ?? null,
  reason: change.publicReason ?? null,
  report_id: change.reportId ?? null,
  serial,
})

/** What nobody could see yet is nobody's business: it is left out of the public log. */
const isPublic = (status: VersionStatus) => PUBLIC_VERSION_STATUSES.includes(status)

const logged = ({ plugin, version, digest }: LockedVersion, { act, publicReason }: VersionChange, serial: number) => ({
  ...{ plugin, version, sha256: digest, act, reason: publicReason ?? null, serial },
})

async function lockVersion(trx: TransactionClientContract, id: string): Promise<LockedVersion | undefined> {
  await trx.rawQuery('select 1 from plugins where id = (select plugin_id from plugin_versions where id = ?) for update', [id])
  const [row] = await sqlRows<LockedVersion>(
    trx,
    `select v.id, v.plugin_id, p.name as plugin, v.version, v.status, v.published_by, b.user_id as publisher_user_id,
            v.artifact_digest as digest, v.capabilities, p.category
       from plugin_versions v join plugins p on p.id = v.plugin_id join publishers b on b.id = p.publisher_id
      where v.id = ? for update of v`,
    [id]
  )
  return row
}
