/**
 * Turns PostgreSQL's textual bigint into a number.
 * Shape: decimal string in, safe integer out. Throws `RangeError` past 2^53 - 1, so money is never rounded silently.
 */
export function parseBigint(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(`bigint ${text} does not fit a safe integer`)
  }
  return value
}
