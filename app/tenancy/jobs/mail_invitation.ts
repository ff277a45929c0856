import mail from '@adonisjs/mail/services/main'
import i18nManager from '@adonisjs/i18n/services/main'
import { appUrl } from '#config/app'
import TenantInvitation from '#tenancy/models/tenant_invitation'
import Tenant from '#tenancy/models/tenant'
import { invitationToken } from '#tenancy/invitation_token'
import { withoutTenantScope } from '#tenancy/tenant_context'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'

/** Mails the link of an invitation that is still open. A repeat sends the same link again. */
export default class MailInvitation implements Job<DomainEvent<{ locale: string }>> {
  async handle({ aggregateId, payload }: DomainEvent<{ locale: string }>) {
    const invitation = await withoutTenantScope(() =>
      TenantInvitation.query()
        .where('id', aggregateId)
        .withScopes((scopes) => scopes.open())
        .first()
    )
    if (!invitation) return
    const tenant = await Tenant.findOrFail(invitation.tenantId)
    const i18n = i18nManager.locale(payload.locale)
    const link = new URL(`/invitations/${invitationToken(invitation.id)}`, appUrl).href
    await mail.send((message) => {
      message
        .to(invitation.email)
        .subject(i18n.t('tenancy.invitation_subject', { company: tenant.name }))
        .text(i18n.t('tenancy.invitation_text', { company: tenant.name, link }))
    })
  }
}
