import { settings } from 'rialto:host'
import { isEnough, type Line } from './tiers.ts'

type Settings = { threshold: number; percent: number }

/** A percentage off every line of which enough pieces are bought; in two files, which are built into one. */
export function discount_v1({ lines }: { lines: Line[] }): object {
  const { threshold, percent } = settings<Settings>()
  const chosen = lines.filter((line) => isEnough(line, threshold))
  return { discounts: chosen.map(({ line }) => ({ line, percent, label: `−${percent} % × ${threshold}+` })) }
}
