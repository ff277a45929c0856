import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { signInModule } from '#identity/sign_in/sign_in_module'
import type { Job } from '#core/jobs/types'

const delivered = new Set<string>()

type Row = { id: string; name: string; tenant_id: string | null; aggregate_id: string; payload: unknown; occurred_at: Date }

/** Does what the worker does with the events about an account's mail: those of `aggregateId`, once each. */
export async function deliverAccountMail(aggregateId: string): Promise<void> {
  const names = Object.keys(signInModule.subscriptions!)
  const rows = (await db.from('outbox').whereIn('name', names).where('aggregate_id', aggregateId).orderBy('occurred_at')) as Row[]
  for (const row of rows.filter(({ id }) => !delivered.has(id))) {
    delivered.add(row.id)
    for (const name of signInModule.subscriptions![row.name]) await run(name, row)
  }
}

async function run(name: string, row: Row) {
  const { default: JobClass } = await signInModule.jobs![name].load()
  const job = (await app.container.make(JobClass as never)) as Job
  const { id, name: event, tenant_id: tenantId, aggregate_id: aggregateId, payload, occurred_at: occurredAt } = row
  const context = { jobId: id, attempt: 1, lastAttempt: false }
  await job.handle({ id, name: event, tenantId, aggregateId, payload, occurredAt: occurredAt.toISOString() }, context)
}

export type Letter = { recipient: string; subject: string; text: string; channel: string }

/** What somebody was sent, the newest first. */
export const lettersTo = async (recipient: string) =>
  (await db.from('mailbox').where('recipient', recipient).orderBy('at', 'desc').orderBy('id', 'desc')) as Letter[]

/** The path of the link in a letter, as a browser would open it. */
export const linkIn = ({ text }: Letter, page: string): string => new URL(new RegExp(`https?://\\S+/${page}/\\S+`).exec(text)![0]).pathname
