import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** How much there was, by kind of thing. */
export type Counts = Record<string, number>

/** Of what was set up in an account: what ended, and what stays for its rightful owner to look at. */
export type LeftBehind = { ended: Counts; kept: Counts }

/**
 * Whoever held an account until now never showed that its address was theirs. Ends what would let them in again, act or be
 * told in the person's name, in the transaction that hands the account over; things of value stay, and are counted.
 */
export type ForgetStranger = (
  trx: TransactionClientContract,
  taken: { actor: Actor; userId: string; reason: string }
) => Promise<LeftBehind>

const forgetters: ForgetStranger[] = []

/** A higher domain says what becomes of its things. */
export const forgetStrangersWith = (forget: ForgetStranger): void => void forgetters.push(forget)

export async function forgetStranger(...taken: Parameters<ForgetStranger>): Promise<LeftBehind> {
  let left: LeftBehind = { ended: {}, kept: {} }
  for (const forget of forgetters) left = addLeft(left, await forget(...taken))
  return left
}

export const addLeft = (one: LeftBehind, other: LeftBehind): LeftBehind => ({
  ended: sum(one.ended, other.ended),
  kept: sum(one.kept, other.kept),
})

export const isEmptyLeft = ({ ended, kept }: LeftBehind): boolean => !Object.keys({ ...ended, ...kept }).length

/** Kinds of which there is nothing are left out. */
function sum(one: Counts, other: Counts): Counts {
  const kinds = [...new Set([...Object.keys(one), ...Object.keys(other)])]
  return Object.fromEntries(kinds.map((kind) => [kind, (one[kind] ?? 0) + (other[kind] ?? 0)]).filter(([, count]) => count))
}
