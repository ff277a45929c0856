import { VISIBLE_PLUGIN_STATUSES } from '#registry/enums/plugin_status'
import { INSTALLABLE_VERSION_STATUSES, PUBLIC_VERSION_STATUSES } from '#registry/enums/version_status'

/** Who may see and use what: conditions on `plugins p` and `plugin_versions v`, which every query takes from here. */
const among = (statuses: readonly string[]) => statuses.map((status) => `'${status}'`).join(', ')

export const VISIBLE_PLUGIN = `p.status in (${among(VISIBLE_PLUGIN_STATUSES)})`

/** A visible plugin with at least one version anybody may fetch. */
export const PUBLIC_PLUGIN = `${VISIBLE_PLUGIN} and p.default_version_id is not null`

/** The kill switch: bytes that are blocked are blocked wherever they are. */
const ALLOWED_BYTES = `not exists (select 1 from blob_verdicts k where k.digest = v.artifact_digest and k.verdict = 'block')`

export const PUBLIC_VERSION = `v.status in (${among(PUBLIC_VERSION_STATUSES)}) and ${ALLOWED_BYTES}`

/** What a new installation or an update may choose. */
export const INSTALLABLE_VERSION = `v.status in (${among(INSTALLABLE_VERSION_STATUSES)}) and ${ALLOWED_BYTES}`
