import db from '@adonisjs/lucid/services/db'
import { createHash } from 'node:crypto'
import { inject } from '@adonisjs/core'
import { Audit } from '#core/audit/audit'
import { Clock } from '#core/clock'
import { Settings } from '#core/settings/settings'
import { sqlRows, sqlRun } from '#core/database/sql'
import { canonicalName } from '#registry/names/plugin_name'
import { keepToken, type IssuedToken } from '#registry/tokens/actions/keep_token'
import { TrustedPublishingRefused } from '#registry/trusted/exceptions'
import { trustedTokenMinutes } from '#registry/trusted/settings'
import { VerifyBuild, type VerifiedBuild } from '#registry/trusted/verify_build'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

type Match = { id: string; plugin_id: string; plugin: string; canon_name: string; created_by: string; email: string }

export type Exchanged = IssuedToken & { plugin: string; scopes: string[] }

const SCOPES = ['publish-update']

/**
 * Gives a build that proved who it is a token for one plugin and some minutes. It acts for the owner who trusted it, and
 * only while they are one. Each proof is taken once.
 */
@inject()
export class ExchangeToken {
  constructor(
    private readonly verify: VerifyBuild,
    private readonly settings: Settings,
    private readonly audit: Audit
  ) {}

  async handle({ actor, token, plugin }: { actor: Actor; token: string; plugin: string }): Promise<Exchanged> {
    const verified = await this.verify.handle(token)
    const minutes = await this.settings.get(trustedTokenMinutes)
    return db.transaction(async (trx) => {
      const match = await findMatch(trx, verified, plugin)
      await useOnce(trx, verified)
      const { build } = verified
      const terms = {
        ...{ userId: match.created_by, tenantId: null, scopes: SCOPES, plugins: [match.canon_name], stageOnly: false },
        name: `${build.repository} · ${build.workflow}`.slice(0, 80),
        expiresAt: Clock.now().plus({ minutes }).toJSDate(),
      }
      const issued = await keepToken(trx, terms, { kind: 'trusted', provenance: build.provenance })
      await trx.from('trusted_publishers').where('id', match.id).update({ last_used_at: Clock.now().toJSDate() })
      const builder: Actor = { ...actor, userId: match.created_by, tokenId: issued.id, label: match.email }
      const target = { type: 'plugin', id: match.plugin_id, label: match.plugin }
      await this.audit.record(trx, { actor: builder, action: 'registry.build_recognised', target, after: build.provenance })
      return { ...issued, plugin: match.plugin, scopes: SCOPES }
    })
  }
}

/** The trusted build that this one is, of an owner who still is one. */
async function findMatch(trx: TransactionClientContract, { issuer, build }: VerifiedBuild, plugin: string): Promise<Match> {
  const [match] = await sqlRows<Match>(
    trx,
    `select t.id, t.plugin_id, p.name as plugin, p.canon_name, t.created_by, u.email::text as email
       from trusted_publishers t
       join plugins p on p.id = t.plugin_id and p.status in ('active', 'restricted')
       join plugin_people o on o.plugin_id = p.id and o.user_id = t.created_by and o.role = 'owner'
       join users u on u.id = o.user_id and u.status = 'active'
      where p.canon_name = ? and t.issuer = ? and t.owner_id = ? and lower(t.repository) = lower(?) and t.workflow = ?
        and (t.environment is null or t.environment = ?)
      order by t.environment nulls last limit 1`,
    [canonicalName(plugin), issuer, build.ownerId, build.repository, build.workflow, build.environment]
  )
  if (!match) throw new TrustedPublishingRefused('mismatch')
  return match
}

/** Of two at once with one proof the second waits for the first, and is refused. */
async function useOnce(trx: TransactionClientContract, { issuer, jti, rememberUntil }: VerifiedBuild) {
  const id = createHash('sha256').update(`${issuer}\n${jti}`).digest('hex')
  const isFresh = await sqlRun(trx, 'insert into oidc_jtis (id, expires_at) values (?, ?) on conflict do nothing', [id, rememberUntil])
  if (!isFresh) throw new TrustedPublishingRefused('replayed')
}
