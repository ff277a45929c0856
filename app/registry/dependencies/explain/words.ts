import type { I18n } from '@adonisjs/i18n'
import type { Line } from '#registry/dependencies/explain/line'

/** An explanation in the reader's language. */
export const inWords = (lines: readonly Line[], i18n: I18n): string[] =>
  lines.map(({ code, params }) => i18n.t(`dependencies.resolve_${code}`, params, code))
