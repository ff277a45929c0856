import type { Discount } from '#marketing/discounts/discount'

/**
 * The rule of combination: the buyer gets the best discount of each line, and only that one.
 * Between equals the installation that was there first wins, so `answers` come in the order of installation.
 */
export function combine(answers: Discount[][]): Discount[] {
  const best = new Map<string, Discount>()
  for (const discount of answers.flat()) {
    const known = best.get(discount.line)
    if (!known || discount.amountMinor > known.amountMinor) best.set(discount.line, discount)
  }
  return [...best.values()]
}
