import type { AdvisoryStatus } from '#registry/advisories/advisory_states'
import type { RangeEvent } from '#registry/advisories/affected_ranges'

export const SEVERITIES = ['low', 'moderate', 'high', 'critical'] as const
export type Severity = (typeof SEVERITIES)[number]

/** What an advisory says; plugins by name, as people write them. */
export type AdvisoryText = {
  summary: string
  details: string
  severity: Severity
  cvss: string | null
  aliases: string[]
  references: string[]
  affected: { plugin: string; ranges: { events: RangeEvent[] }[] }[]
}

/** A plugin that an advisory names, with its events and the public versions they mean. */
export type AffectedPlugin = {
  plugin_id: string
  plugin: string
  is_public: boolean
  stretches: { introduced: string; fixed: string | null; last_affected: string | null }[]
  versions: string[]
}

export type Advisory = {
  id: string
  code: string
  status: AdvisoryStatus
  severity: Severity
  cvss: string | null
  summary: string
  details: string
  aliases: string[]
  reference_urls: string[]
  serial: number
  version: number
  created_by: string | null
  created_at: Date
  modified_at: Date
  published_at: Date | null
  withdrawn_at: Date | null
  affected: AffectedPlugin[]
}
