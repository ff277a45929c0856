const known = new Map<string, Intl.NumberFormat>()

/** Making a formatter costs a hundred times what using it does; a page writes a hundred amounts. */
export function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  const format = known.get(key) ?? new Intl.NumberFormat(locale, options)
  known.set(key, format)
  return format
}
