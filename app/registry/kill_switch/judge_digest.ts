import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { sqlRows, sqlRun, type SqlClient } from '#core/database/sql'
import { appendToLog } from '#registry/log/append_to_log'
import { DigestBlocked } from '#registry/takedowns/exceptions'
import { chooseDefaultVersion } from '#registry/actions/choose_default_version'
import type { Actor } from '#core/actor'

export const VERDICTS = ['allow', 'block'] as const

/** A sha-256 as it is written everywhere. */
export const isDigest = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)

export type DigestVerdict = { actor: Actor; digest: string; verdict: 'allow' | 'block'; reason: string }
export type JudgedDigest = { digest: string; verdict: 'allow' | 'block'; plugins: string[]; serial: number }

/**
 * The kill switch: bytes, wherever they are. From the commit on nobody finds, downloads, installs or uploads them; the
 * event stops what runs. Allowing them again starts nothing by itself.
 */
@inject()
export class JudgeDigest {
  constructor(
    private readonly audit: Audit,
    private readonly outbox: Outbox
  ) {}

  async handle({ actor, digest, verdict, reason }: DigestVerdict): Promise<JudgedDigest> {
    return db.transaction(async (trx) => {
      const plugins = await sqlRows<{ id: string; name: string }>(
        trx,
        `select p.id, p.name from plugins p where exists (select 1 from plugin_versions v where v.plugin_id = p.id and v.artifact_digest = ?)
          order by p.id for update of p`,
        [digest]
      )
      await sqlRun(
        trx,
        `insert into blob_verdicts (digest, verdict, reason, decided_by) values (?, ?, ?, ?)
         on conflict (digest) do update set verdict = excluded.verdict, reason = excluded.reason, decided_by = excluded.decided_by, decided_at = now()`,
        [digest, verdict, reason, actor.userId]
      )
      const serial = await raiseSerials(
        trx,
        plugins.map(({ id }) => id)
      )
      for (const { id } of plugins) await chooseDefaultVersion(trx, id)
      const past = verdict === 'block' ? 'blocked' : 'allowed'
      await this.audit.record(trx, { actor, action: `registry.digest_${past}`, target: { type: 'digest', id: digest }, reason })
      await appendToLog(trx, `digest_${past}`, { sha256: digest, reason })
      const payload = { digest, reason, plugin_ids: plugins.map(({ id }) => id) }
      await this.outbox.record(trx, { name: `registry.digest_${past}.v1`, aggregateId: digestId(digest), payload })
      return { digest, verdict, plugins: plugins.map(({ name }) => name), serial }
    })
  }
}

/** One for all of them; bytes that nobody published have one too. The plugins are locked. */
async function raiseSerials(trx: SqlClient, pluginIds: string[]): Promise<number> {
  const [row] = await sqlRows<{ serial: number }>(trx, `select nextval('registry_serial') as serial`)
  await sqlRun(trx, 'update plugins set serial = ?, updated_at = now() where id = any(?)', [row!.serial, pluginIds])
  return row!.serial
}

/** Throws `DigestBlocked` (422) for bytes the kill switch names. */
export async function refuseBlocked(client: SqlClient, digest: string): Promise<void> {
  const blocked = await sqlRows(client, `select 1 from blob_verdicts where digest = ? and verdict = 'block'`, [digest])
  if (blocked.length) throw new DigestBlocked()
}

/** Events are of an aggregate with a UUID: the digest's first half, written as one. */
const digestId = (digest: string) => digest.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
