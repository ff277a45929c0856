import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** What a program's token is worth, at most; its owner's own rights bound it further. */
export type TokenGrant = {
  tokenId: string
  /** `trusted`: given to a build in exchange for its own identity, for minutes. `service`: a machine's, of a company or the platform. */
  kind: 'personal' | 'trusted' | 'service'
  /** What it may be used for: `yank`, `publish-new`, … */
  scopes: readonly string[]
  /** Which plugins, by name or by `prefix*`; none named: all of its owner's. */
  plugins: readonly string[]
  /** What it publishes waits for people. */
  stageOnly: boolean
  /** Where a trusted build says it comes from; kept with what it publishes. */
  provenance: Record<string, unknown> | null
}

export type BearerIdentity = {
  userId: string
  tenantId: string | null
  /** Only what its owner may in this very company counts, or with null on the platform; their other roles do not. */
  isConfined?: boolean
  grant: TokenGrant
}

/** What a token is used for: the operation by its id, empty outside of documented ones. */
export type BearerUse = { ip: string; operation: string }

/** `wasStrangers`: whoever held the account until now never showed that its address was theirs. */
export type AccountTaken = { actor: Actor; userId: string; reason: string; wasStrangers: boolean }

/** Bearer tokens other than those of a sign-in, told apart by how they begin. A domain brings them by its module. */
export interface BearerScheme {
  prefix: string
  /** Whose token it is and what it is worth; null for one that is unknown, expired or revoked. */
  identify(token: string, use: BearerUse): Promise<BearerIdentity | null>
  /**
   * The account is in other hands than before: ends what they left, in the transaction that hands it over. Tokens of the person
   * end; what belongs to a company stays, unless a stranger made it. Answers how many ended.
   */
  endAfterReset(trx: TransactionClientContract, taken: AccountTaken): Promise<number>
}
