type CsvValue = string | number | boolean | null | undefined

/** Excel reads UTF-8 only behind a byte order mark. */
export const CSV_START = '\uFEFF'

/** Full-width signs as well: spreadsheets of East Asia read them like the others. */
const STARTS_FORMULA = /^[=+\-@\t\r\n＝＋－＠]/
const NEEDS_QUOTES = /[",\n\r;]/

/** One line. A text that a spreadsheet would run as a formula gets an apostrophe; numbers stay numbers. */
export const csvLine = (values: CsvValue[]) => values.map(csvField).join(',') + '\r\n'

function csvField(value: CsvValue): string {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'string') return String(value)
  const safe = STARTS_FORMULA.test(value) ? `'${value}` : value
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
