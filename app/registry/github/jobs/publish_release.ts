import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import { systemActor } from '#core/actor'
import { sqlRows } from '#core/database/sql'
import { canonicalName } from '#registry/names/plugin_name'
import { FetchRelease } from '#registry/github/fetch_release'
import { InvalidPlugin } from '#registry/exceptions/refusals'
import { PublishVersion } from '#registry/actions/publish_version'
import { readManifest } from '#registry/manifest/read_manifest'
import { releaseFromManifest } from '#registry/manifest/compare_manifest'
import { ReleaseRefused } from '#registry/github/exceptions'
import { versionOfTag, type AnnouncedRelease } from '#registry/github/read_release'
import type { DomainEvent } from '#core/outbox/event'
import type { Job, JobContext } from '#core/jobs/types'

type Announced = {
  id: string
  delivery_id: string
  release: AnnouncedRelease
  plugin_id: string
  plugin: string
  canon_name: string
  created_by: string
  email: string
  is_owner: boolean
}

/**
 * Publishes an announced release in the name of the owner who linked the repository, as if they did it now: every check of
 * a publish applies. What is wrong with it is told to them; what may be better later is tried again.
 */
@inject()
export default class PublishRelease implements Job<DomainEvent> {
  constructor(
    private readonly fetch: FetchRelease,
    private readonly publish: PublishVersion
  ) {}

  async handle({ aggregateId: id }: DomainEvent, { lastAttempt }: Pick<JobContext, 'lastAttempt'>) {
    const announced = await findAnnounced(id)
    if (!announced) return
    try {
      await end(id, { status: 'published', version_id: (await findPublished(announced)) ?? (await this.#publish(announced)) })
    } catch (error) {
      const { status = 500 } = error as { status?: number }
      if ((status >= 500 || status === 429) && !lastAttempt) throw error
      await end(id, { status: 'failed', problem: problemOf(error, status) })
    }
  }

  async #publish({ release, plugin, canon_name: canon, delivery_id: delivery, ...by }: Announced): Promise<string> {
    if (!by.is_owner) throw new ReleaseRefused('Who linked the repository is no owner of the plugin any more')
    const version = versionOfTag(release.tag)
    const { artifact, manifest: text } = await this.fetch.handle(release)
    const manifest = readManifest(text)
    if (canonicalName(manifest.id) !== canon) {
      throw new ReleaseRefused(`plugin.json is of ${manifest.id}, the repository is linked to ${plugin}`)
    }
    const { id } = await this.publish.handle({
      actor: { ...systemActor(by.email), kind: 'user', userId: by.created_by },
      method: 'github_release',
      release: { ...releaseFromManifest(manifest), version, changelog: release.notes },
      artifact,
      manifest: text,
      provenance: { provider: 'github', repository: release.repository, repository_id: release.repositoryId, tag: release.tag, delivery },
    })
    return id
  }
}

async function findAnnounced(id: string): Promise<Announced | undefined> {
  const [announced] = await sqlRows<Announced>(
    db,
    `select n.id, n.delivery_id, n.release, p.id as plugin_id, p.name as plugin, p.canon_name, l.created_by, u.email::text as email,
            (u.status = 'active' and o.role is not null) as is_owner
       from repository_notices n join repository_links l on l.id = n.link_id join plugins p on p.id = l.plugin_id
       join users u on u.id = l.created_by
       left join plugin_people o on o.plugin_id = p.id and o.user_id = u.id and o.role = 'owner'
      where n.id = ? and n.status = 'received'`,
    [id]
  )
  return announced
}

/** A run before this one may have come as far as the version and no further. */
async function findPublished({ plugin_id: pluginId, delivery_id: delivery }: Announced): Promise<string | undefined> {
  const sql = `select id from plugin_versions where plugin_id = ? and publish_method = 'github_release' and provenance->>'delivery' = ?`
  const [version] = await sqlRows<{ id: string }>(db, sql, [pluginId, delivery])
  return version?.id
}

const end = (id: string, outcome: { status: string; version_id?: string; problem?: string }) =>
  db
    .from('repository_notices')
    .where({ id, status: 'received' })
    .update({ ...outcome, ended_at: Clock.now().toJSDate() })

function problemOf(error: unknown, status: number): string {
  if (error instanceof InvalidPlugin) {
    return error.details
      .map(({ message }) => message)
      .join('; ')
      .slice(0, 1_000)
  }
  return status < 500
    ? (error as Error).message.slice(0, 1_000)
    : 'The release could not be fetched or judged; publish it again by sending the notice once more'
}
