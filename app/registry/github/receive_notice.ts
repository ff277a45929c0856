import db from '@adonisjs/lucid/services/db'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { inject } from '@adonisjs/core'
import { isId, newId } from '#core/ids'
import { Outbox } from '#core/outbox/outbox'
import { sqlRows, sqlRun } from '#core/database/sql'
import { Vault, type SealedSecret } from '#core/vault/vault'
import { NoticeRefused, RepositoryNotLinked } from '#registry/github/exceptions'
import { secretField } from '#registry/github/repository_link'
import { readRelease, type AnnouncedRelease } from '#registry/github/read_release'

export type Notice = { linkId: string; delivery: string; event: string; signature: string; raw: string }
export type NoticeAnswer = 'received' | 'ignored' | 'known'

type Link = SealedSecret & { id: string; repository: string; repository_id: number | null }

/**
 * Takes in what GitHub tells of a linked repository: the signature first, over the bytes as they came. Each delivery counts
 * once, however often it is sent. Publishing itself is a job's: GitHub waits ten seconds at most.
 */
@inject()
export class ReceiveNotice {
  constructor(
    private readonly vault: Vault,
    private readonly outbox: Outbox
  ) {}

  async handle({ linkId, delivery, event, signature, raw }: Notice): Promise<NoticeAnswer> {
    const link = await findLink(linkId)
    const secret = this.vault.open({ owner: 'platform', field: secretField(link.id), sealed: link })
    if (!isSigned(secret, raw, signature)) throw new NoticeRefused()
    const announced = event === 'release' ? readRelease(raw) : null
    const release = announced && isOf(link, announced) ? announced : null
    return db.transaction(async (trx) => {
      const id = newId()
      const status = release ? 'received' : 'ignored'
      const isNew = await sqlRun(
        trx,
        `insert into repository_notices (id, link_id, delivery_id, event, tag, release, status, problem) values (?, ?, ?, ?, ?, ?, ?, ?)
         on conflict do nothing`,
        [
          ...[id, link.id, delivery, event, announced?.tag ?? null, release && JSON.stringify(release), status],
          announced && !release ? 'It is of another repository than the one that is linked' : null,
        ]
      )
      if (!isNew) return 'known'
      if (!release) return 'ignored'
      await sqlRun(trx, 'update repository_links set repository_id = coalesce(repository_id, ?) where id = ?', [
        release.repositoryId,
        link.id,
      ])
      await this.outbox.record(trx, { name: 'registry.release_announced.v1', aggregateId: id, payload: { tag: release.tag } })
      return 'received'
    })
  }
}

async function findLink(id: string): Promise<Link> {
  const sql = 'select id, repository, repository_id, ciphertext, key_id as "keyId" from repository_links where id = ?'
  const [link] = isId(id) ? await sqlRows<Link>(db, sql, [id]) : []
  if (!link) throw new RepositoryNotLinked()
  return link
}

/** By number from the first notice on: who takes over a name that was given up has another. */
const isOf = ({ repository, repository_id: number }: Link, release: AnnouncedRelease) =>
  release.repository.toLowerCase() === repository.toLowerCase() && (number === null || number === release.repositoryId)

function isSigned(secret: string, raw: string, given: string): boolean {
  const expected = Buffer.from(`sha256=${createHmac('sha256', secret).update(raw).digest('hex')}`)
  const bytes = Buffer.from(given)
  return bytes.length === expected.length && timingSafeEqual(bytes, expected)
}
