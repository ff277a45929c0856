import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { systemActor } from '#core/actor'
import { SetCredentials } from '#tenancy/credentials/set_credentials'
import { AddDocument } from '#tenancy/verification/documents/add_document'
import { SaveVerification } from '#tenancy/verification/save_verification'
import { pdf } from '#tests/support/documents'
import { createTenant, createUser } from '#tests/support/users'
import type Tenant from '#tenancy/models/tenant'

export type CompanyThings = {
  /** Somebody whom the company may do without. */
  colleagueId: string
  invitationId: string
  documentId: string
  /** A company that nobody in the world works in. */
  otherTenantId: string
}

export const VERIFICATION_DETAILS = { kind: 'company' as const, legal_name: 'A company', inn: '7707083893', ogrn: '1027700132195' }

/** One of everything that a company keeps about itself. */
export async function createCompanyThings(tenant: Tenant): Promise<CompanyThings> {
  const { user } = await createUser({ tenant: { role: 'user', of: tenant } })
  const things = { colleagueId: user.id, invitationId: '', documentId: '', otherTenantId: (await createTenant()).id }
  await (await app.container.make(SaveVerification)).handle({ ...by(tenant.id), fields: VERIFICATION_DETAILS })
  await companyAgain(things, tenant.id)
  return things
}

/** Sweeps remove and withdraw: brings back what they took away. */
export async function companyAgain(things: CompanyThings, tenantId: string): Promise<void> {
  const invitation = { id: newId(), tenant_id: tenantId, email: `${newId()}@example.test`, role: 'viewer', token_hash: newId() }
  await db.table('tenant_invitations').insert({ ...invitation, expires_at: new Date(Date.now() + 86_400_000) })
  things.invitationId = invitation.id
  const member = { tenant_id: tenantId, user_id: things.colleagueId }
  await db
    .table('tenant_members')
    .insert({ ...member, role: 'user' })
    .onConflict(['tenant_id', 'user_id'])
    .ignore()
  const credentials = [{ name: 'ozon', kind: 'api_key' as const, secret: 'a key' }]
  await (await app.container.make(SetCredentials)).handle({ ...by(tenantId), credentials })
  const kept = await db.from('verification_documents').where('tenant_id', tenantId).first()
  things.documentId = (kept?.id as string | undefined) ?? (await addDocument(tenantId))
}

async function addDocument(tenantId: string): Promise<string> {
  const document = { kind: 'registration' as const, name: 'registration.pdf', bytes: pdf(`% ${newId()}`) }
  return (await (await app.container.make(AddDocument)).handle({ ...by(tenantId), ...document })).id
}

const by = (tenantId: string) => ({ actor: systemActor('test', tenantId), tenantId })
