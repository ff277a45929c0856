import { CHARGE_FUEL } from './gate_limits.ts'

/**
 * Instructions between two places where control flow parts or meets: entered at the front, left at the end. A `payer`
 * always pays where it begins, a `plain` one only when what follows is dear; nothing gets to a `dead` one.
 */
export type SegmentKind = 'payer' | 'plain' | 'dead'

export class Segment {
  /** Where code can be put that runs whenever the segment does. */
  readonly at: number
  readonly kind: SegmentKind
  /** Fuel of its own instructions. */
  own = 0
  /** Functions of the module that it calls, by index. */
  readonly calls: number[] = []
  /** Calls the host, through a table or a meter: the counter must be at hand. */
  touchesFuel = false
  /** Ends in `unreachable`: runs once in an instance's life at most, and costs nothing. */
  isDoomed = false
  readonly #next: Segment[] = []
  #path = 0
  #pays = false

  constructor(at: number, kind: SegmentKind) {
    this.at = at
    this.kind = kind
  }

  get pays(): boolean {
    return this.#pays
  }

  /** The most that can be burnt from its beginning to the next place that pays. */
  get path(): number {
    return this.#path
  }

  /** What is charged where it begins. */
  get charge(): number {
    return this.#path + CHARGE_FUEL
  }

  leadsTo(next: Segment): void {
    this.#next.push(next)
  }

  /** Everything it leads to must be settled already. `priceOf` tells what a function leaves to its callers to pay. */
  settle(priceOf: (callee: number) => number, branchFuel: number): void {
    let behind = 0
    for (const next of this.#next) if (!next.#pays && next.#path > behind) behind = next.#path
    this.#path = this.isDoomed ? 0 : this.calls.reduce((sum, callee) => sum + priceOf(callee), this.own + behind)
    this.#pays = this.kind === 'payer' || (this.kind === 'plain' && this.#path >= branchFuel)
  }
}
