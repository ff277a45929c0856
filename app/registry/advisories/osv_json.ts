import { appUrl } from '#config/app'
import { eventsOf } from '#registry/advisories/affected_ranges'
import type { Advisory, AffectedPlugin } from '#registry/advisories/advisory'

const OSV_VERSION = '1.6.0'
const ECOSYSTEM = 'Rialto'

/** An advisory as the Open Source Vulnerability format writes it. Our ecosystem and numbers are of this installation. */
export const toOsv = (advisory: Advisory) => ({
  schema_version: OSV_VERSION,
  id: advisory.code,
  modified: advisory.modified_at.toISOString(),
  ...(advisory.published_at ? { published: advisory.published_at.toISOString() } : {}),
  ...(advisory.withdrawn_at ? { withdrawn: advisory.withdrawn_at.toISOString() } : {}),
  aliases: advisory.aliases,
  summary: advisory.summary,
  details: advisory.details,
  severity: advisory.cvss ? [{ type: `CVSS_V${advisory.cvss.charAt(5)}`, score: advisory.cvss }] : [],
  affected: advisory.affected.map(toAffected),
  references: advisory.reference_urls.map((url) => ({ type: 'WEB', url })),
  database_specific: { status: advisory.status, severity: advisory.severity.toUpperCase(), serial: advisory.serial },
})

/** A stretch is a range of its own: fixed and last_affected may not stand in one. */
const toAffected = ({ plugin, stretches, versions }: AffectedPlugin) => ({
  package: { ecosystem: ECOSYSTEM, name: plugin },
  ranges: stretches.map(({ introduced, fixed, last_affected: lastAffected }) => ({
    type: 'SEMVER',
    events: eventsOf({ introduced, fixed, lastAffected }),
  })),
  versions,
  database_specific: { url: `${appUrl}/plugins/${plugin}` },
})

/** In lists of staff: what OSV has no place for. */
export const toQueueEntry = (advisory: Advisory) => ({
  ...toOsv(advisory),
  created_at: advisory.created_at.toISOString(),
  version: advisory.version,
})
