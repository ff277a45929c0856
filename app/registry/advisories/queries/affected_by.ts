/** A version `v` is in the stretch `r` of an advisory. */
export const IN_STRETCH = `v.plugin_id = r.plugin_id and v.semver_key >= r.introduced_key
  and (r.fixed_key is null or v.semver_key < r.fixed_key) and (r.last_affected_key is null or v.semver_key <= r.last_affected_key)`

/** The advisory `a` holds. */
export const IN_FORCE = `a.status in ('published', 'updated')`

/** Everybody reads the advisory `a`. */
export const IS_PUBLIC = `a.status in ('published', 'updated', 'withdrawn')`

const ADVICE = `advisory_ranges r join advisories a on a.id = r.advisory_id and ${IN_FORCE} where ${IN_STRETCH}`

/** An advisory that holds names the version `v`. */
export const ADVISED_VERSION = `exists (select 1 from ${ADVICE})`

/** The codes of the advisories that hold and name the version `v`. */
export const ADVISORIES_OF_VERSION = `array(select distinct a.code from ${ADVICE} order by a.code)`

/** What those advisories say, as JSON: `code`, `summary`, `severity`. */
export const ADVICE_ON_VERSION = `(select coalesce(jsonb_agg(jsonb_build_object('code', x.code, 'summary', x.summary, 'severity', x.severity) order by x.code), '[]')
  from (select distinct a.code, a.summary, a.severity from ${ADVICE}) x)`
