import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { DecideReviewItem } from '#moderation/actions/decide_review_item'
import OpenPluginReport from '#moderation/jobs/open_plugin_report'
import { apiToken } from '#tests/support/users'
import { actorOf } from '#tests/support/plugin_uploads'
import type { ApiClient } from '@japa/api-client'
import type { Decision } from '#moderation/subjects/review_subject'
import type { DomainEvent } from '#core/outbox/event'
import type User from '#identity/models/user'

export const EVIDENCE = 'It asks for the password of the mailbox and sends it away'
export const REASON = 'We looked at what it sends'

export const OPENED = 'registry.report_opened.v1'
export const APPEALED = 'registry.report_appealed.v1'

export type Opened = { case_number: string; secret: string; status: string }

type Complaint = { by?: User; kind?: string; email?: string }

/** About a plugin by its name, or about anything by its path below `/api/v1`. */
export async function report(client: ApiClient, target: string, { by, kind = 'malicious', email }: Complaint = {}) {
  const path = target.includes('/') ? target : `plugins/${target}`
  const request = client.post(`/api/v1/${path}/reports`).json({ kind, evidence: EVIDENCE, ...(email ? { email } : {}) })
  const response = await (by ? request.bearerToken(await apiToken(by)) : request)
  response.assertStatus(201)
  return response.body() as Opened
}

export const follow = async (client: ApiClient, number: string, { secret, as }: { secret?: string; as?: User }) => {
  const request = client.get(`/api/v1/reports/${number}`).qs(secret ? { secret } : {})
  return as ? request.bearerToken(await apiToken(as)) : request
}

/** What the outbox brings to the queue. */
export async function queued(name: typeof OPENED | typeof APPEALED, caseNumber: string): Promise<string> {
  const { id } = await db.from('reports').where('case_number', caseNumber).firstOrFail()
  const event = await db.from('outbox').where({ aggregate_id: id, name }).firstOrFail()
  await (await app.container.make(OpenPluginReport)).handle({ id: event.id, payload: event.payload } as DomainEvent<object>)
  const { report_id: reportId, appeal_id: appealId } = event.payload as { report_id: string; appeal_id?: string }
  return (
    (await db
      .from('review_items')
      .where('subject_id', appealId ?? reportId)
      .firstOrFail()) as { id: string }
  ).id
}

export async function decide(itemId: string, by: User, decision: Decision) {
  const action = await app.container.make(DecideReviewItem)
  const { version } = (await db.from('review_items').where('id', itemId).firstOrFail()) as { version: number }
  return action.handle({ actor: actorOf(by), itemId, expectedVersion: version, decision, reasonCode: 'malicious', publicReason: REASON })
}

export const appeal = async (client: ApiClient, number: string, by: User) =>
  client
    .post(`/api/v1/reports/${number}/appeal`)
    .bearerToken(await apiToken(by))
    .json({ grounds: 'It sends nothing but the order number, look at the code' })
