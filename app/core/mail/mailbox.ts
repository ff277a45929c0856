import { appendFile, mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { storagePath } from '#services/environment'

export type KeptMessage = { channel: 'mail' | 'sms'; recipient: string; subject: string; text: string; html?: string | null }

/** Keeps a message that is sent to nobody: in the operator's mailbox and as a JSON line. Answers its id. */
export async function keepInMailbox(message: KeptMessage): Promise<string> {
  const kept = { id: newId(), html: null, ...message }
  await db.connection('aside').table('mailbox').insert(kept)
  const file = storagePath('mailbox.jsonl')
  await mkdir(dirname(file), { recursive: true })
  await appendFile(file, JSON.stringify({ ...kept, at: new Date().toISOString() }) + '\n', { mode: 0o600 })
  return kept.id
}
