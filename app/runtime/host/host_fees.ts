/**
 * Fuel that a request to the platform costs beside 1 unit for 16 bytes each way: by and large what the platform's own work for it
 * would burn as guest code. A price is part of what a call costs everywhere, so it changes only with a version of the platform.
 */
const FEES: Readonly<Record<string, number>> = {
  now: 1_000,
  random_bytes: 5_000,
  hash: 10_000,
  hmac: 20_000,
  verify_signature: 100_000,
  kv_get: 50_000,
  kv_list: 100_000,
  kv_set: 100_000,
  kv_delete: 100_000,
  kv_increment: 100_000,
  emit_event: 200_000,
  query_data: 200_000,
  http_fetch: 500_000,
}

/** What every function that is not named costs. */
const ANY_FEE = 100_000

/** The base fee of a host function, in units of fuel. */
export const hostCallFee = (name: string): number => (Object.hasOwn(FEES, name) ? FEES[name]! : ANY_FEE)
