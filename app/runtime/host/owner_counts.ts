/** How many calls each owner has. The platform's own plugins have no owner who could be unfair to others: none are counted. */
export class OwnerCounts {
  readonly #counts = new Map<string, number>()

  of(owner: string | undefined): number {
    return owner === undefined ? 0 : (this.#counts.get(owner) ?? 0)
  }

  add(owner: string | undefined): void {
    if (owner !== undefined) this.#counts.set(owner, this.of(owner) + 1)
  }

  remove(owner: string | undefined): void {
    if (owner === undefined) return
    const left = this.of(owner) - 1
    if (left > 0) this.#counts.set(owner, left)
    else this.#counts.delete(owner)
  }
}
