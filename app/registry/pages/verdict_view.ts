import { formatBytes, formatNumber } from '#core/panels/formats'
import { isScanFinding, scanFindingText } from '#registry/scanning/pages/finding_text'
import { capabilityWords, hookWords, type CapabilityWords } from '#registry/pages/capability_words'
import { scanView, type ScanView } from '#registry/scanning/pages/scan_view'
import type { I18n } from '@adonisjs/i18n'
import type { Tone } from '#core/panels/tones'
import type { VersionReview, ScanFinding } from '#registry/queries/find_version_review'
import type { GateVerdict } from '#runtime/gate/gate_verdict'

export type VerdictView = {
  tone: Tone
  label: string
  facts: { label: string; value: string; code?: string }[]
  capabilities: (CapabilityWords & { isNew: boolean })[]
  droppedCapabilities: string[]
  hooks: { hook: string; title: string }[]
  imports: { module: string; name: string; capability: string }[]
  limits: { name: string; used: string; allowed: string; percent: number }[]
  /** Null where everybody reads: they are told what `securityView` tells. */
  findings: { tone: Tone; severity: string; check: string; message: string }[] | null
  scan: ScanView | null
}

type Judged = {
  verdict: GateVerdict
  findings: Omit<ScanFinding, 'enforced'>[]
  capabilities: string[]
  hooks: string[]
  addedCapabilities: string[]
  droppedCapabilities: string[]
}

const WASM_PAGE_KIB = 64
const TONES: Record<ScanFinding['severity'], Tone> = { error: 'bad', warning: 'warn', info: 'info' }

export const verdictOfReview = (review: VersionReview, i18n: I18n): VerdictView => ({
  ...verdictView(judgedOf(review), i18n),
  scan: scanView(review, i18n),
})

/** The same without what is its publisher's and its judges' to know. */
export const publicVerdictOf = (review: VersionReview, i18n: I18n): VerdictView => ({
  ...verdictView(judgedOf(review), i18n),
  findings: null,
})

const judgedOf = (review: VersionReview): Judged => ({
  ...review,
  hooks: review.manifest.hooks,
  addedCapabilities: review.previous ? review.addedCapabilities : [],
})

/** What the gate saw, in words and figures: every limit by name, used and allowed. */
export function verdictView(judged: Judged, i18n: I18n): VerdictView {
  const { verdict, findings } = judged
  const worst = findings.some(({ severity }) => severity === 'error')
    ? 'error'
    : findings.some(({ severity }) => severity === 'warning')
      ? 'warning'
      : 'pass'
  return {
    tone: worst === 'error' ? 'bad' : worst === 'warning' ? 'warn' : 'good',
    label: i18n.t(`registry.verdict_${worst}`),
    facts: factsOf(verdict, i18n),
    capabilities: capabilityWords(judged.capabilities, i18n).map((words) => ({
      ...words,
      isNew: judged.addedCapabilities.includes(words.name),
    })),
    droppedCapabilities: judged.droppedCapabilities,
    hooks: hookWords(judged.hooks, i18n),
    imports: verdict.imports.map(({ module, name, capability }) => ({ module, name, capability: capability ?? '' })),
    limits: limitsOf(verdict, i18n),
    findings: findings.map((found) => ({
      tone: TONES[found.severity],
      severity: i18n.t(`registry.severity_${found.severity}`),
      check: i18n.t(`scanning.category_${found.check}`, {}, found.check),
      message: findingText(found, i18n),
    })),
    scan: null,
  }
}

/** In the reader's language; what a scan of former days found was only ever said in English. */
const findingText = ({ code, params, message }: Judged['findings'][number], i18n: I18n): string => {
  if (!code) return message
  return isScanFinding(code)
    ? scanFindingText({ code, params: params ?? {}, message }, i18n)
    : i18n.t(`registry.finding_${code}`, params ?? {}, message)
}

function factsOf(verdict: GateVerdict, i18n: I18n): VerdictView['facts'] {
  const { memory } = verdict
  const pages = (count: number) =>
    i18n.t('registry.memory_pages', { pages: count, size: formatBytes(i18n.locale, count * WASM_PAGE_KIB * 1024) })
  return [
    { label: i18n.t('registry.size'), value: formatBytes(i18n.locale, verdict.size) },
    { label: i18n.t('registry.memory_start'), value: memory ? pages(memory.initialPages) : i18n.t('registry.memory_none') },
    { label: i18n.t('registry.memory_most'), value: memory ? pages(memory.maximumPages) : i18n.t('registry.memory_none') },
    { label: i18n.t('registry.gate_version'), value: String(verdict.gateVersion) },
    { label: i18n.t('registry.fuel_version'), value: String(verdict.fuelVersion) },
    { label: 'SHA-256', value: verdict.sha256, code: verdict.sha256 },
  ]
}

const limitsOf = ({ limits }: GateVerdict, i18n: I18n): VerdictView['limits'] =>
  Object.entries(limits).map(([name, { used, allowed }]) => ({
    name,
    used: formatNumber(i18n.locale, used),
    allowed: formatNumber(i18n.locale, allowed),
    percent: Math.round((used / allowed) * 100),
  }))
