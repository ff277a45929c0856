import vine from '@vinejs/vine'
import { SEVERITIES } from '#registry/advisories/advisory'
import { problemOf, RANGE_PROBLEMS, type RangeEvent } from '#registry/advisories/affected_ranges'
import { ADVISORY_STATUSES } from '#registry/advisories/advisory_states'

/** The vectors that OSV knows: the metrics themselves are for those who compute with them. */
const CVSS = /^CVSS:(3\.[01]|4\.0)(\/[A-Za-z]{1,3}:[A-Za-z]{1,8}){4,40}$/
/** `CVE-2026-1234`, `GHSA-xxxx-xxxx-xxxx`: what other databases call it. */
const ALIAS = /^[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+){1,6}$/

const soundEvents = vine.createRule((value, _options, field) => {
  const problem = Array.isArray(value) && field.isValid ? problemOf(value as RangeEvent[]) : null
  if (problem) field.report(RANGE_PROBLEMS[problem], problem, field)
})

const version = () => vine.string().maxLength(64).optional()
const event = vine.object({ introduced: version(), fixed: version(), last_affected: version() })
const range = vine.object({ events: vine.array(event).minLength(1).maxLength(100).use(soundEvents()) })

const words = {
  summary: vine.string().trim().minLength(10).maxLength(160),
  details: vine.string().trim().minLength(10).maxLength(20_000),
  severity: vine.enum(SEVERITIES),
}
const cvss = () => vine.string().trim().maxLength(300).regex(CVSS).nullable().optional()
const reason = () => vine.string().trim().minLength(5).maxLength(1_000)
const link = () =>
  vine
    .string()
    .trim()
    .url({ require_protocol: true, protocols: ['http', 'https'] })
    .maxLength(500)

export const advisoryValidator = vine.create({
  ...words,
  cvss: cvss(),
  aliases: vine.array(vine.string().maxLength(60).regex(ALIAS)).maxLength(20).distinct().optional(),
  references: vine.array(link()).maxLength(20).distinct().optional(),
  affected: vine
    .array(vine.object({ plugin: vine.string().maxLength(64), ranges: vine.array(range).minLength(1).maxLength(20) }))
    .minLength(1)
    .maxLength(50),
  /** Why, of a published one; the version that was looked at. */
  reason: reason().optional(),
  expected_version: vine.number().withoutDecimals().positive().optional(),
})

/** As a page's form sends it: lists by lines, one plugin with one stretch. */
export const advisoryFormValidator = vine.create({
  ...words,
  cvss: cvss(),
  aliases: vine.string().maxLength(1_500).nullable().optional(),
  references: vine.string().maxLength(10_000).nullable().optional(),
  affected: vine.string().maxLength(20_000),
  reason: reason().optional(),
  expected_version: vine.number().withoutDecimals().positive().optional(),
})

export const advisoryActValidator = vine.create({
  reason: reason().optional(),
  expected_version: vine.number().withoutDecimals().positive().optional(),
})

/** What is not published, or no longer holds, is said why. */
export const advisoryRefusalValidator = vine.create({
  reason: reason(),
  expected_version: vine.number().withoutDecimals().positive().optional(),
})

const paging = {
  limit: vine.number().withoutDecimals().range([1, 100]).optional(),
  cursor: vine.string().maxLength(500).optional(),
}

export const advisoryListValidator = vine.create({ ...paging, plugin: vine.string().maxLength(64).optional() })
export const advisoryPageValidator = vine.create(paging)
export const advisoryQueueValidator = vine.create({ ...paging, status: vine.enum(ADVISORY_STATUSES).optional() })
