import { sqlRows, type SqlClient } from '#core/database/sql'

export const DOCUMENT_KINDS = ['registration', 'identity', 'authority', 'bank', 'other'] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]

/** Without these nobody can decide. */
export const REQUIRED_DOCUMENTS: DocumentKind[] = ['registration', 'identity']

export const MOST_DOCUMENTS = 10

export const MEDIA_TYPES = ['application/pdf', 'image/jpeg', 'image/png', 'image/webp'] as const
export type MediaType = (typeof MEDIA_TYPES)[number]

export type VerificationDocument = {
  id: string
  verification_id: string
  tenant_id: string
  kind: DocumentKind
  name: string
  media_type: MediaType
  bytes: number
  uploaded_at: Date
  /** Its time is over: only that it was there is known any more. */
  deleted_at: Date | null
}

const COLUMNS = 'id, verification_id, tenant_id, kind, name, media_type, bytes, uploaded_at, deleted_at'

export const listDocuments = (client: SqlClient, verificationId: string) =>
  sqlRows<VerificationDocument>(
    client,
    `select ${COLUMNS} from verification_documents where verification_id = ? order by uploaded_at, id limit 50`,
    [verificationId]
  )

/** With a company's id only its own; null is for those who review them all. */
export async function findDocument(client: SqlClient, id: string, tenantId: string | null): Promise<VerificationDocument | null> {
  const sql = `select ${COLUMNS} from verification_documents where id = ? and (?::uuid is null or tenant_id = ?)`
  const [row] = await sqlRows<VerificationDocument>(client, sql, [id, tenantId, tenantId])
  return row ?? null
}

export const documentJson = ({
  id,
  kind,
  name,
  media_type: mediaType,
  bytes,
  uploaded_at: at,
  deleted_at: deletedAt,
}: VerificationDocument) => ({
  ...{ id, kind, name, media_type: mediaType, bytes },
  uploaded_at: at.toISOString(),
  deleted_at: deletedAt?.toISOString() ?? null,
})
