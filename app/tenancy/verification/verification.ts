import { sqlRows, type SqlClient } from '#core/database/sql'

export const VERIFICATION_KINDS = ['company', 'entrepreneur'] as const
export type VerificationKind = (typeof VERIFICATION_KINDS)[number]

export const VERIFICATION_STATES = ['draft', 'submitted', 'approved', 'rejected', 'needs_more', 'expired', 'withdrawn'] as const
export type VerificationState = (typeof VERIFICATION_STATES)[number]

/** Which state follows which; everything else is refused. */
const NEXT: Record<VerificationState, readonly VerificationState[]> = {
  draft: ['submitted', 'withdrawn'],
  submitted: ['approved', 'rejected', 'needs_more', 'withdrawn'],
  needs_more: ['submitted', 'withdrawn'],
  approved: ['expired'],
  rejected: [],
  expired: [],
  withdrawn: [],
}

export const mayBecome = (from: VerificationState, to: VerificationState): boolean => NEXT[from].includes(to)

/** Whether the company may change what it states and its documents. */
export const isEditable = (state: VerificationState): boolean => mayBecome(state, 'submitted')

/** Whether a new one may be begun after it. */
export const isOver = (state: VerificationState): boolean => NEXT[state].length === 0

export type Verification = {
  id: string
  tenant_id: string
  state: VerificationState
  kind: VerificationKind
  country: string
  legal_name: string
  inn: string
  ogrn: string
  kpp: string | null
  bik: string | null
  account: string | null
  version: number
  submitted_at: Date | null
  decided_at: Date | null
  reason: string | null
  expires_at: Date | null
  created_at: Date
}

const COLUMNS = `id, tenant_id, state, kind, country, legal_name, inn, ogrn, kpp, bik, account, version, submitted_at, decided_at,
  reason, expires_at, created_at`

/** The company's newest verification, null where it never began one. */
export async function findLatest(client: SqlClient, tenantId: string): Promise<Verification | null> {
  const sql = `select ${COLUMNS} from seller_verifications where tenant_id = ? order by created_at desc, id desc limit 1`
  const [row] = await sqlRows<Verification>(client, sql, [tenantId])
  return row ?? null
}

export async function findVerification(client: SqlClient, id: string, lock = ''): Promise<Verification | null> {
  const [row] = await sqlRows<Verification>(client, `select ${COLUMNS} from seller_verifications where id = ? ${lock}`, [id])
  return row ?? null
}
