import { errors } from '@vinejs/vine'
import { PluginNotFound } from '#registry/exceptions/refusals'
import { affectedLines, readAffectedLines } from '#registry/advisories/pages/affected_lines'
import { advisoryFormValidator, advisoryValidator } from '#registry/advisories/validators'
import type { HttpContext } from '@adonisjs/core/http'
import type { Advisory, AdvisoryText } from '#registry/advisories/advisory'

type Form = { text: AdvisoryText; reason?: string; expectedVersion?: number }
type Problem = { field: string; message: string; rule: string }

/** Reads the form of an advisory; each fault stands beside its field. */
export async function readAdvisoryForm({ request, i18n }: Pick<HttpContext, 'request' | 'i18n'>): Promise<Form> {
  const { affected: lines, aliases, references, ...given } = await request.validateUsing(advisoryFormValidator)
  const read = readAffectedLines(lines)
  if ('wrongLine' in read) throw refusal('affected', i18n.t('advisories.wrong_line', { line: read.wrongLine }))
  const body = { ...given, affected: read.affected, aliases: wordsOf(aliases), references: wordsOf(references) }
  const {
    cvss = null,
    reason,
    expected_version: expectedVersion,
    ...text
  } = await advisoryValidator.validate(body).catch((error: unknown) => atField(error, i18n))
  return { text: { ...text, cvss, aliases: text.aliases ?? [], references: text.references ?? [] }, reason, expectedVersion }
}

/** What the form shows of an advisory that there is. */
export const formOf = (advisory: Advisory) => ({
  ...{ summary: advisory.summary, details: advisory.details, severity: advisory.severity, cvss: advisory.cvss },
  ...{ aliases: advisory.aliases.join(' '), references: advisory.reference_urls.join('\n'), affected: affectedLines(advisory) },
})

/** A plugin that is not there is a fault of the form, not of the address. */
export function refuseUnknownPlugin(error: unknown, i18n: HttpContext['i18n']): never {
  throw error instanceof PluginNotFound ? refusal('affected', i18n.t('advisories.no_such_plugin')) : error
}

const wordsOf = (text: string | null | undefined) => (text ?? '').split(/[\s,]+/).filter(Boolean)

const refusal = (field: string, message: string) => new errors.E_VALIDATION_ERROR([{ field, message, rule: 'invalid' }])

/** `affected.0.ranges.0.events` is one text in the form. */
function atField(error: unknown, i18n: HttpContext['i18n']): never {
  if (!(error instanceof errors.E_VALIDATION_ERROR)) throw error
  const problems = error.messages as Problem[]
  throw new errors.E_VALIDATION_ERROR(problems.map((problem) => toField(problem, i18n)))
}

const toField = ({ field, message, rule }: Problem, i18n: HttpContext['i18n']) => ({
  field: field.split('.')[0],
  message: i18n.t(`advisories.problem_${rule}`, {}, message),
  rule,
})
