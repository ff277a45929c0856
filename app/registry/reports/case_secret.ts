import { createHash } from 'node:crypto'
import { linkSecret } from '#registry/owners/link_secret'

/** What a case is followed by without an account. Only its hash is kept; whoever mails the answer derives it anew. */
export const caseSecret = (reportId: string): string => linkSecret('report', reportId)

export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

export const casePath = ({ id, case_number: number }: { id: string; case_number: string }): string =>
  `/cases/${number}?secret=${encodeURIComponent(caseSecret(id))}`
