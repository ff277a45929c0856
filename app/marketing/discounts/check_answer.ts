import { Money } from '#core/money/money'
import { DiscountRefused } from '#marketing/exceptions/discount_refused'
import type { Discount, DiscountableLine, DiscountAnswer, DiscountSource } from '#marketing/discounts/discount'

const PPM_PER_PERCENT = 10_000
const LABEL_LENGTH = 120

type Proposal = DiscountAnswer['discounts'][number]
type Part = { line: string; amountMinor: number; label: string }

/**
 * Turns one plugin's answer into discounts that can be given, or throws `DiscountRefused` for the whole of it:
 * a plugin that is wrong about one line is not believed about the others. A discount above its line's total is cut to it.
 */
export function checkAnswer(answer: DiscountAnswer, lines: DiscountableLine[], source: DiscountSource): Discount[] {
  const byLine = new Map(lines.map((line) => [line.line, line]))
  const taken = new Set<string>()
  return answer.discounts
    .flatMap((proposal) => (proposal.line === undefined ? spread(proposal, lines) : [priced(proposal, byLine.get(proposal.line))]))
    .filter((part) => part.amountMinor > 0)
    .map((part) => {
      if (taken.has(part.line)) throw new DiscountRefused('gives two discounts on one line')
      taken.add(part.line)
      return { ...part, source }
    })
}

function priced(proposal: Proposal, line: DiscountableLine | undefined): Part {
  if (!line) throw new DiscountRefused('names a line that it was not given')
  assertCurrency(proposal, line.currency)
  const total = totalOf(line)
  return { line: line.line, amountMinor: Math.min(amountOf(proposal, total), total.amount), label: labelOf(proposal) }
}

/** A discount without a line is one on all of them, divided by the largest remainder. */
function spread(proposal: Proposal, lines: DiscountableLine[]): Part[] {
  const totals = lines.map(totalOf)
  const whole = Money.sum(totals, lines[0].currency)
  assertCurrency(proposal, whole.currency)
  const amount = Math.min(amountOf(proposal, whole), whole.amount)
  if (amount === 0) return []
  const parts = Money.of(amount, whole.currency).allocate(totals.map((total) => total.amount))
  return parts.map((part, at) => ({ line: lines[at].line, amountMinor: part.amount, label: labelOf(proposal) }))
}

function amountOf({ amount, percent }: Proposal, base: Money): number {
  if ((amount === undefined) === (percent === undefined)) throw new DiscountRefused('must give an amount or a percentage')
  if (amount !== undefined) {
    if (!Number.isSafeInteger(amount) || amount < 0) throw new DiscountRefused('gives an amount that is no whole number of minor units')
    return amount
  }
  if (!Number.isFinite(percent) || percent! < 0 || percent! > 100) throw new DiscountRefused('gives a percentage outside 0 to 100')
  return base.share(Math.round(percent! * PPM_PER_PERCENT)).amount
}

function assertCurrency(proposal: Proposal, currency: string) {
  if (proposal.currency !== undefined && proposal.currency !== currency) throw new DiscountRefused('answers in another currency')
}

const totalOf = (line: DiscountableLine) => Money.of(line.unitPriceMinor, line.currency).times(line.quantity)

/** A label is shown to buyers and written to documents: no line breaks, no terminal codes. */
const labelOf = (proposal: Proposal) =>
  proposal.label
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, LABEL_LENGTH)
