import { PLATFORM_VERSION } from '#core/version'
import { drive, resolvePlugins } from '#registry/dependencies/resolve_plugins'
import { explainAnswer } from '#registry/dependencies/explain/explain_answer'
import { explainRefusal } from '#registry/dependencies/explain/explain_refusal'
import { LockMismatch } from '#registry/dependencies/exceptions'
import { listChanges, type Change } from '#registry/dependencies/lockfile/list_changes'
import { loadPlugins } from '#registry/dependencies/queries/load_plugins'
import { makeLockfile, type Lockfile } from '#registry/dependencies/lockfile/lockfile'
import { Reach } from '#registry/dependencies/model/reach'
import { ResolveBudget } from '#registry/dependencies/resolve_budget'
import { RESOLVE_LIMITS, type ResolveLimits } from '#registry/dependencies/resolve_limits'
import type { Line } from '#registry/dependencies/explain/line'
import type { ResolveQuestion } from '#registry/dependencies/plugin_index'

export interface Asked extends Partial<Pick<ResolveQuestion, 'locked' | 'updating' | 'platform' | 'channel'>> {
  requires: ResolveQuestion['requires']
  /** Canonical name → version: what changes are counted from; what is locked, unless said. */
  before?: ReadonlyMap<string, string>
  /** Canonical name → digest of the locked version: other bytes are refused with `LockMismatch`. */
  digests?: ReadonlyMap<string, string>
}

export type Resolved =
  | { isSolved: true; lockfile: Lockfile; explanation: Line[]; changes: Change[] }
  | { isSolved: false; lockfile: null; explanation: Line[]; changes: [] }

/**
 * Resolves a question against the registry as it is now: one look-up for each link in the chain of needs. Throws
 * `ResolveLimitReached` when it would cost more than allowed.
 */
export async function resolveQuestion(asked: Asked, limits: ResolveLimits = RESOLVE_LIMITS): Promise<Resolved> {
  const question: ResolveQuestion = {
    locked: new Map(),
    updating: new Set(),
    platform: PLATFORM_VERSION,
    channel: 'stable',
    ...asked,
  }
  const budget = new ResolveBudget(limits)
  const reach = new Reach(question, budget)
  while (reach.missing.length) {
    reach.supply(await loadPlugins(reach.missing, budget.left('versions')))
    budget.checkClock()
  }
  refuseOtherBytes(reach, { ...asked, locked: question.locked })
  const resolution = await drive(resolvePlugins(reach, question, budget))
  const { puzzle } = resolution
  if (!resolution.isSolved) return { isSolved: false, lockfile: null, explanation: explainRefusal(puzzle, resolution.core), changes: [] }
  const { chosen } = resolution
  return {
    isSolved: true,
    lockfile: makeLockfile(chosen, question, serialOf(reach)),
    explanation: explainAnswer(chosen, question),
    changes: listChanges(asked.before ?? question.locked, chosen),
  }
}

/** A version never changes: where its bytes differ, the lockfile was forged or is of another registry. */
function refuseOtherBytes({ candidates }: Reach, { locked, digests }: Pick<Asked, 'locked' | 'digests'>) {
  const problems = [...(digests ?? [])].flatMap(([name, digest]) => {
    const known = candidates.get(name)?.plugin.versions.find(({ version }) => version === locked?.get(name))
    if (!known || known.digest === digest) return []
    return [{ field: `lock.plugins.${name}.digest`, message: `${name} ${known.version} has the digest ${known.digest}`, rule: 'digest' }]
  })
  if (problems.length) throw new LockMismatch(problems)
}

const serialOf = ({ candidates }: Reach) => Math.max(0, ...[...candidates.values()].map(({ plugin }) => plugin.serial))
