import { stampOf } from '#search/stamp'
import { allDocuments } from '#search/queries/search_documents'
import type { SearchIndex } from '#search/search_index'

export type IndexCheck = {
  driver: string
  products: number
  documents: number
  /** For sale but not to be found. */
  missing: string[]
  /** Found with an old text, price or stock. */
  stale: string[]
  /** Found but not for sale. */
  extra: string[]
}

/** Compares the whole index with the catalogue. A difference may also be an event still on its way. */
export async function checkIndex(index: SearchIndex): Promise<IndexCheck> {
  const indexed = new Map<string, string>()
  for await (const batch of index.stamps()) for (const { id, stamp } of batch) indexed.set(id, stamp)
  const check: IndexCheck = { driver: index.driver, products: 0, documents: indexed.size, missing: [], stale: [], extra: [] }
  for await (const batch of allDocuments()) {
    for (const document of batch) {
      const stamp = indexed.get(document.id)
      if (stamp === undefined) check.missing.push(document.id)
      else if (stamp !== stampOf(document)) check.stale.push(document.id)
      indexed.delete(document.id)
    }
    check.products += batch.length
  }
  check.extra = [...indexed.keys()]
  return check
}

export const isInStep = ({ missing, stale, extra }: IndexCheck) => !missing.length && !stale.length && !extra.length
