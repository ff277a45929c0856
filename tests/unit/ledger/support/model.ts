/** The ledger as anybody would write it on a napkin: the real one must agree with it after any sequence of calls. */
export type ModelHold = { account: number; amount: number; state: 'pending' | 'posted' | 'voided' | 'expired'; expiresAt: number }

export type ModelPosting = { from: number; to: number; amount: number; reversed: boolean }

export type Model = {
  /** Balance per account; account 0 is cash and has no floor, the others never go below zero. */
  balances: number[]
  holds: Map<string, ModelHold>
  postings: Map<string, ModelPosting>
  /** Key → what was asked under it. */
  keys: Map<string, string>
}

export const ACCOUNTS = 5

export const newModel = (): Model => ({ balances: Array<number>(ACCOUNTS).fill(0), holds: new Map(), postings: new Map(), keys: new Map() })

const heldOn = (model: Model, account: number) =>
  [...model.holds.values()]
    .filter((hold) => hold.state === 'pending' && hold.account === account)
    .reduce((sum, hold) => sum + hold.amount, 0)

export const availableOf = (model: Model, account: number) => model.balances[account] - heldOn(model, account)

/** What must come of moving money; `done` has already been applied. */
export function modelMove(model: Model, move: { from: number; to: number; amount: number }): 'done' | 'E_LEDGER_INSUFFICIENT' {
  if (move.from !== 0 && move.from !== move.to && availableOf(model, move.from) < move.amount) return 'E_LEDGER_INSUFFICIENT'
  model.balances[move.from] -= move.amount
  model.balances[move.to] += move.amount
  return 'done'
}
