import type { Edge } from 'edge.js'
import { shortId } from '#core/ids'
import { assetUrl } from '#core/panels/asset_manifest'
import {
  formatAgo,
  formatBytes,
  formatMoment,
  formatMoney,
  formatNumber,
  initialsOf,
  isoMoment,
  type Moment,
  type MomentStyle,
} from '#core/panels/formats'
import { iconSvg } from '#core/panels/icons'
import { toneOf } from '#core/panels/tones'

/** What Edge binds helpers to: the state of the template being rendered. */
type State = { i18n: { locale: string }; flashMessages?: { get(key: string): unknown; has(key: string): boolean } }

/** Helpers of every view. Those that format do it in the language of the page. */
export function registerViewHelpers(edge: Edge) {
  edge.global('asset', assetUrl)
  edge.global('svg', (name: string, options?: { size?: 'sm' | 'lg'; label?: string }) => edge.globals.html.safe(iconSvg(name, options)))
  edge.global('shortId', shortId)
  // Without one, a focused button of the form has no selector by which Unpoly could find it again.
  edge.global(
    'formId',
    (action: string) =>
      `form-${String(action)
        .split('?')[0]
        .replace(/[^a-z0-9]+/gi, '-')}`
  )
  edge.global('initialsOf', initialsOf)
  edge.global('isoMoment', isoMoment)
  edge.global('toneOf', toneOf)
  edge.global('prettyJson', (value: unknown) => JSON.stringify(value, null, 2))
  edge.global('formatMoney', function (this: State, value: { amount: number; currency: string }) {
    return formatMoney(this.i18n.locale, value)
  })
  edge.global('formatNumber', function (this: State, value: number, options?: Intl.NumberFormatOptions) {
    return formatNumber(this.i18n.locale, value, options)
  })
  edge.global('formatBytes', function (this: State, value: number) {
    return formatBytes(this.i18n.locale, value)
  })
  edge.global('formatMoment', function (this: State, value: Moment, style?: MomentStyle) {
    return formatMoment(this.i18n.locale, value, style)
  })
  edge.global('formatAgo', function (this: State, value: Moment) {
    return formatAgo(this.i18n.locale, value)
  })
  edge.global('fieldErrors', function (this: State, name: string): string[] {
    const bag = (this.flashMessages?.get('inputErrorsBag') ?? {}) as Record<string, string[]>
    return bag[name.replaceAll('[', '.').replaceAll(']', '')] ?? []
  })
  edge.global('oldInput', function (this: State, name: string, fallback: unknown) {
    const known = this.flashMessages?.get(name.replaceAll('[', '.').replaceAll(']', ''))
    return known === undefined || known === null ? fallback : known
  })
}
