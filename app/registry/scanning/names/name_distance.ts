/** Shorter names are all near each other. */
const SHORTEST = 5
const LONG = 9

/**
 * Whether one could be typed, or read, for the other: a slip or two by length (a neighbouring swap is one), or the same
 * parts in another order. Names are canonical.
 */
export function isNearName(left: string, right: string): boolean {
  if (left === right || Math.min(left.length, right.length) < SHORTEST) return false
  if (sortedParts(left) === sortedParts(right)) return true
  const most = Math.min(left.length, right.length) >= LONG ? 2 : 1
  return Math.abs(left.length - right.length) <= most && slips(left, right) <= most
}

const sortedParts = (name: string): string => name.split('-').sort().join('-')

/** Insertions, deletions, exchanges and swaps of neighbours that make one of the other. */
function slips(left: string, right: string): number {
  let [before, row] = [[] as number[], Array.from({ length: right.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= left.length; i++) {
    const next = [i]
    for (let j = 1; j <= right.length; j++) {
      const isSame = left[i - 1] === right[j - 1]
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (isSame ? 0 : 1))
      const isSwap = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]
      if (isSwap) next[j] = Math.min(next[j]!, before[j - 2]! + 1)
    }
    ;[before, row] = [row, next]
  }
  return row[right.length]!
}
