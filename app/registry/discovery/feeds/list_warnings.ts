import { listPublicAdvisories } from '#registry/advisories/queries/find_advisory'
import type { Advisory } from '#registry/advisories/advisory'
import type { FeedEntry } from '#registry/discovery/feeds/write_feed'

const ENTRIES = 50

/** Public advisories as entries of a feed; one that is changed or taken back is told anew. */
export const listWarnings = async (): Promise<FeedEntry[]> => (await listPublicAdvisories(null, { limit: ENTRIES })).data.map(toEntry)

/** Without the names of plugins that are hidden: the query leaves them out. */
function toEntry({
  id,
  code,
  severity,
  summary,
  status,
  affected,
  modified_at: updatedAt,
  published_at: publishedAt,
}: Advisory): FeedEntry {
  const plugins = affected.map(({ plugin }) => plugin).join(', ')
  return {
    id: `urn:uuid:${id}`,
    title: `${code}: ${summary}`,
    path: `/advisories/${code}`,
    author: 'Rialto',
    summary: `${status === 'withdrawn' ? 'Withdrawn. ' : ''}Severity: ${severity}. Plugins: ${plugins}`,
    publishedAt: publishedAt ?? updatedAt,
    updatedAt,
  }
}
