import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import drive from '@adonisjs/drive/services/main'
import env from '#start/env'
import OpenVerificationReview from '#moderation/jobs/open_verification_review'
import { pdf, picture, upload } from '#tests/support/documents'
import { apiToken, createUser, type TestUser } from '#tests/support/users'
import { Visitor } from '#tests/support/visitor'
import { newId } from '#core/ids'
import type Tenant from '#tenancy/models/tenant'
import type { DomainEvent } from '#core/outbox/event'

export const VERIFICATION = '/api/v1/tenants/me/verification'
export const DETAILS = { kind: 'company', legal_name: 'ПАО Сбербанк', inn: '7707083893', ogrn: '1027700132195', kpp: '773601001' }

export async function send(method: string, path: string, { token, body }: { token: string; body?: object | FormData }) {
  const isForm = body instanceof FormData
  const response = await fetch(`http://${env.get('HOST')}:${env.get('PORT')}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, accept: 'application/json', ...(isForm ? {} : { 'content-type': 'application/json' }) },
    body: isForm ? body : body && JSON.stringify(body),
  })
  const bytes = Buffer.from(await response.arrayBuffer())
  const isJson = response.headers.get('content-type')?.includes('json')
  return { status: response.status, headers: response.headers, bytes, json: isJson ? JSON.parse(bytes.toString()) : null }
}

export const filesOf = async (tenantId: string) => {
  const { objects } = await drive
    .use('documents')
    .listAll(`verification/${tenantId}`)
    .catch(() => ({ objects: [] }))
  return [...objects].length
}

/** A company whose details and documents are with the moderators. */
export async function submitted(owner?: TestUser<Tenant>) {
  const company = owner ?? (await createUser({ tenant: { role: 'owner' } }))
  const token = await apiToken(company.user)
  await send('PUT', VERIFICATION, { token, body: DETAILS })
  await send('POST', `${VERIFICATION}/documents`, { token, body: upload('registration', pdf(`% ${newId()}`), 'Выписка.pdf') })
  await send('POST', `${VERIFICATION}/documents`, { token, body: upload('identity', await picture(), 'passport.jpg') })
  const { json, status } = await send('POST', `${VERIFICATION}/submit`, { token })
  if (status !== 200) throw new Error(JSON.stringify(json))
  return { ...company, token, verification: json as { id: string; documents: { id: string }[] } }
}

/** The queue hears of it as the relay would tell it. */
export async function inQueue(verificationId: string): Promise<{ id: string; version: number }> {
  const row = await db
    .from('outbox')
    .where({ name: 'tenancy.verification_submitted.v1', aggregate_id: verificationId })
    .orderBy('id', 'desc')
    .first()
  const job = await app.container.make(OpenVerificationReview)
  await job.handle({ id: row.id, aggregateId: verificationId, payload: row.payload } as DomainEvent)
  return db.from('review_items').where({ subject_id: verificationId }).whereIn('state', ['open', 'claimed']).firstOrFail()
}

export async function decided(verificationId: string, decision: string) {
  const { id, version } = await inQueue(verificationId)
  const moderator = await createUser({ platform: ['moderator'] })
  const visitor = new Visitor()
  await visitor.signIn(moderator.user.email, moderator.password)
  await visitor.open(`/moderator/reviews/${id}/decide/${decision}`)
  const fields = { version: String(version), decision, reason_code: 'other', reason: 'The papers were looked at' }
  return visitor.submit(`/moderator/reviews/${id}/decisions`, fields)
}

export const stateOf = async (id: string) => (await db.from('seller_verifications').where('id', id).firstOrFail()).state as string
export const isVerified = async (tenantId: string) => (await db.from('tenants').where('id', tenantId).firstOrFail()).verified_at !== null
