/** What a filter form leaves empty is not asked for. */
export const withoutBlanks = (query: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''))

export type QueryValue = string | number | string[] | null | undefined

/** The address of a list with its filters, for links to another page or order of the same list. */
export function addressWith(path: string, values: Record<string, QueryValue>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) {
    for (const one of [value ?? []].flat()) if (one !== '') query.append(name, String(one))
  }
  return query.size ? `${path}?${query}` : path
}
