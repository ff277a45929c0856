import { preparedRows } from '#core/database/prepared'

/** The last serial that any write took, whether or not it is committed. Each write that was answered has one that is not higher. */
export async function lastSerial(): Promise<number> {
  const [row] = await preparedRows<{ serial: number }>(
    'select case when is_called then last_value else 0 end as serial from registry_serial'
  )
  return Number(row!.serial)
}

const ASKED_EVERY_MS = 250

type Candidate = { serial: number; before: bigint }

let settled = 0
let candidate: Candidate | null = null
let askedAt = -ASKED_EVERY_MS
let asking: Promise<void> | null = null

/**
 * The highest serial up to which everything is known to be committed: serials are taken before the commit, so the last one
 * taken promises nothing about what a read sees. Never too high; behind by a moment, as it is asked for four times a second.
 */
export async function settledSerial(): Promise<number> {
  if (performance.now() - askedAt < ASKED_EVERY_MS) return settled
  asking ??= settle().finally(() => (asking = null))
  await asking
  return settled
}

/** First the serial, then the snapshot: whoever took one by then is running at the latest when the snapshot is taken. */
async function settle() {
  const serial = await lastSerial()
  const [snapshot] = await preparedRows<{ oldest: string; next: string }>(
    'select pg_snapshot_xmin(s)::text as oldest, pg_snapshot_xmax(s)::text as next from pg_current_snapshot() s'
  )
  const [oldest, next] = [BigInt(snapshot!.oldest), BigInt(snapshot!.next)]
  if (candidate && oldest >= candidate.before) {
    settled = candidate.serial
    candidate = null
  }
  if (oldest === next) settled = serial
  candidate ??= { serial, before: next }
  askedAt = performance.now()
}
