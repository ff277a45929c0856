import db from '@adonisjs/lucid/services/db'
import { appUrl } from '#config/app'
import { once } from '#core/outbox/once'
import { sqlRows } from '#core/database/sql'
import { sendAccountMail } from '#identity/mails/send_account_mail'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'
import type { ServiceTokenCreated } from '#identity/service_tokens/events'

type Live = { name: string; prefix: string; scopes: string[]; maker: string; tenant_id: string | null; company: string | null }
type Reader = { id: string; email: string; locale: string }

/**
 * Tells of a new token for machines whom it acts for, and who answers for the place it opens: owners of the company,
 * superadmins of the platform. Who did not expect it can end it before it does harm. Each hears of it once, however often this runs.
 */
export default class MailServiceToken implements Job<DomainEvent<ServiceTokenCreated>> {
  async handle(event: DomainEvent<ServiceTokenCreated>) {
    const token = await findLive(event.aggregateId)
    if (!token) return
    const path = token.tenant_id ? '/account/service-tokens' : '/operator/service-tokens'
    const words = {
      ...{ name: token.name, prefix: token.prefix, scopes: token.scopes.join(', '), person: token.maker },
      ...{ place: token.company ?? 'Rialto', link: new URL(`${path}/${event.aggregateId}`, appUrl).href },
    }
    for (const { id, email, locale } of await listReaders(token.tenant_id, event.payload.user_id)) {
      await once(event, `identity.mail_service_token:${id}`, () =>
        sendAccountMail({ to: email, locale, about: 'service_token_created', words })
      )
    }
  }
}

async function findLive(id: string): Promise<Live | undefined> {
  const [token] = await sqlRows<Live>(
    db,
    `select t.name, t.prefix, t.scopes, t.tenant_id, u.full_name as maker, c.name as company
     from service_tokens t join users u on u.id = t.user_id left join tenants c on c.id = t.tenant_id
     where t.id = ? and t.revoked_at is null`,
    [id]
  )
  return token
}

const listReaders = (tenantId: string | null, userId: string) =>
  sqlRows<Reader>(
    db,
    `select id, email::text, locale from users where status = 'active' and (id = ? or id in (
       select user_id from role_grants where tenant_id is not distinct from ?::uuid and role = ?))`,
    [userId, tenantId, tenantId ? 'owner' : 'superadmin']
  )
