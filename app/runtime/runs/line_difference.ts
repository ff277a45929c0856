export interface DifferenceLine {
  kind: 'same' | 'gone' | 'new'
  text: string
}

/** Two texts line by line, by their longest common subsequence. For samples: a few hundred lines at most. */
export function lineDifference(before: string, after: string): DifferenceLine[] {
  const [old, next] = [before.split('\n'), after.split('\n')]
  const lengths = commonLengths(old, next)
  const lines: DifferenceLine[] = []
  let [i, j] = [0, 0]
  while (i < old.length || j < next.length) {
    if (i < old.length && j < next.length && old[i] === next[j]) {
      lines.push({ kind: 'same', text: old[i]! })
      i++
      j++
    } else if (j >= next.length || (i < old.length && lengths[i + 1]![j]! >= lengths[i]![j + 1]!)) {
      lines.push({ kind: 'gone', text: old[i++]! })
    } else {
      lines.push({ kind: 'new', text: next[j++]! })
    }
  }
  return lines
}

/** `[i][j]`: how many lines the rests from i and j have in common. */
function commonLengths(old: string[], next: string[]): number[][] {
  const lengths = Array.from({ length: old.length + 1 }, () => new Array<number>(next.length + 1).fill(0))
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = next.length - 1; j >= 0; j--) {
      lengths[i]![j] = old[i] === next[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!)
    }
  }
  return lengths
}
