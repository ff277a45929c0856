import { createHash } from 'node:crypto'

/** The columns a seal covers, in this order; `before` and `after` as PostgreSQL prints jsonb. */
export type SealedColumns = {
  seq: number
  id: string
  at: string
  actor_kind: string
  actor_id: string | null
  actor_label: string | null
  token_id: string | null
  ip: string | null
  request_id: string | null
  tenant_id: string | null
  action: string
  target_type: string
  target_id: string
  target_label: string | null
  reason: string | null
  before: string | null
  after: string | null
}

const ORDER: (keyof SealedColumns)[] = [
  'seq',
  'id',
  'at',
  'actor_kind',
  'actor_id',
  'actor_label',
  'token_id',
  'ip',
  'request_id',
  'tenant_id',
  'action',
  'target_type',
  'target_id',
  'target_label',
  'reason',
  'before',
  'after',
]

export const GENESIS = '0'.repeat(64)

/** Hash of one audit row and the hash before it: a change, removal or reordering breaks every later link. */
export function sealOf(row: SealedColumns, previous: string): string {
  const text = JSON.stringify([previous, ...ORDER.map((column) => row[column])])
  return createHash('sha256').update(text).digest('hex')
}

/** Reads the columns exactly as they are sealed, time to the microsecond. */
export const SEAL_SELECT = `seq, id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, actor_kind, actor_id, actor_label, token_id,
  host(ip) as ip, request_id, tenant_id, action, target_type, target_id, target_label, reason, before::text as before, after::text as after`
