import { createHash } from 'node:crypto'
import { inject } from '@adonisjs/core'
import { Notify } from '#notifications/actions/notify'
import { listOperators, listTenantAdmins } from '#notifications/queries/recipients'
import { findAdvisoryInForce } from '#registry/advisories/queries/find_advisory_in_force'
import { listAffectedInstallations, type AffectedInstallation } from '#registry/advisories/queries/affected_installations'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'
import type { Advisory } from '#registry/advisories/advisory'

type Told = Pick<Advisory, 'id' | 'code' | 'summary' | 'severity'>

const BATCH = 200

/**
 * An advisory is published or names more: whoever answers for an affected installation hears of it, once for each
 * installation, however often the advisory is said anew. By batches, each of which may be repeated.
 */
@inject()
export default class TellAdvisoryPublished implements Job<DomainEvent<{ advisory_id: string }>> {
  constructor(private notify: Notify) {}

  async handle({ payload }: DomainEvent<{ advisory_id: string }>) {
    const advisory = await findAdvisoryInForce(payload.advisory_id)
    if (!advisory) return
    let cursor: string | null | undefined
    do {
      const { data, meta } = await listAffectedInstallations({ advisoryId: advisory.id }, { limit: BATCH, cursor })
      await this.#tell(advisory, data)
      cursor = meta.next_cursor
    } while (cursor)
  }

  async #tell(advisory: Told, installations: AffectedInstallation[]) {
    const admins = await listTenantAdmins(installations.flatMap(({ tenant_id: tenantId }) => tenantId ?? []))
    const operators = installations.some(({ tenant_id: tenantId }) => tenantId === null) ? await listOperators() : []
    await this.notify.handleAll(
      installations.map((installation) => ({
        event: { id: noticeId(advisory.id, installation.id) },
        notice: {
          ...noticeOf(advisory, installation),
          userIds: installation.tenant_id ? (admins.get(installation.tenant_id) ?? []) : operators,
        },
      }))
    )
  }
}

const noticeOf = (
  { code, summary, severity }: Told,
  { id, tenant_id: tenantId, plugin, version, fixed_version: fixed }: AffectedInstallation
) => ({
  kind: 'registry.advisory_published',
  params: { advisory: code, summary, severity, plugin, version, fixed: fixed ?? 'none' },
  link: `/${tenantId ? 'seller' : 'operator'}/plugins/${id}`,
  mail: true,
  tenantId,
})

/** Notices are unique by person, event and kind: this event is "the advisory met the installation". */
const noticeId = (advisoryId: string, installationId: string) =>
  createHash('sha256')
    .update(`${advisoryId} ${installationId}`)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5')
