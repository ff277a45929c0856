/**
 * A set of variables' values as bits. Each variable is a plugin; its values are its versions, newest first, and after them
 * "not there at all".
 */
export type Values = bigint

/** Why a rule holds, for people. Rules that were concluded have none. */
export type Reason = object

/** A combination that must not be: all of its terms at once. */
export interface Nogood<R extends Reason = Reason> {
  terms: ReadonlyMap<number, Values>
  reason: R | null
  /** The two rules it was concluded from. */
  parents: readonly [Nogood<R>, Nogood<R>] | null
}

/** Each variable in its values: never together. Terms that always hold are left out. */
export function nogood<R extends Reason>(terms: readonly [number, Values][], full: readonly Values[], reason: R): Nogood<R> {
  const kept = new Map<number, Values>()
  for (const [variable, values] of terms) {
    if (values !== full[variable]) kept.set(variable, (kept.get(variable) ?? values) & values)
  }
  return { terms: kept, reason, parents: null }
}

/** What follows from two rules that meet in `variable`: one of them excludes what the other does not. */
export function conclude<R extends Reason>([one, other]: readonly [Nogood<R>, Nogood<R>], variable: number, full: Values): Nogood<R> {
  const terms = new Map(one.terms)
  terms.delete(variable)
  for (const [at, values] of other.terms) {
    if (at !== variable) terms.set(at, (terms.get(at) ?? values) & values)
  }
  const values = one.terms.get(variable)! | other.terms.get(variable)!
  if (values !== full) terms.set(variable, values)
  return { terms, reason: null, parents: [one, other] }
}

/** The rules with a reason from which `last` was concluded, in the order in which they were used. */
export function reasonedRules<R extends Reason>(last: Nogood<R>): Nogood<R>[] {
  const seen = new Set<Nogood<R>>([last])
  const waiting = [last]
  const found: Nogood<R>[] = []
  while (waiting.length) {
    const rule = waiting.pop()!
    if (!rule.parents) found.push(rule)
    for (const parent of rule.parents ?? []) {
      if (seen.has(parent)) continue
      seen.add(parent)
      waiting.push(parent)
    }
  }
  return found.reverse()
}
