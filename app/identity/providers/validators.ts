import vine from '@vinejs/vine'
import { accountFields } from '#identity/account_fields'
import { PROVIDER_KINDS } from '#identity/providers/kinds'

/** The address counts only where the provider vouched for none. */
export const newAccountValidator = vine.create({
  full_name: accountFields.fullName(),
  email: accountFields.email().optional(),
})

const shape = {
  name: () => vine.string().trim().minLength(1).maxLength(60),
  issuer: () =>
    vine
      .string()
      .trim()
      .url({ require_tld: false, protocols: ['http', 'https'], require_protocol: true })
      .maxLength(300),
  clientId: () => vine.string().trim().minLength(1).maxLength(300),
  secret: () => vine.string().minLength(1).maxLength(1_000),
  scope: () =>
    vine
      .string()
      .trim()
      .regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,200}$/),
  domain: () =>
    vine
      .string()
      .trim()
      .toLowerCase()
      .maxLength(253)
      .regex(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$/),
}

const changeable = () => ({
  name: shape.name().optional(),
  issuer: shape.issuer().nullable().optional(),
  client_id: shape.clientId().optional(),
  /** Null takes it away; left out keeps it. */
  client_secret: shape.secret().nullable().optional(),
  scopes: vine.array(shape.scope()).maxLength(20).optional(),
  registration: vine.enum(['open', 'closed'] as const).optional(),
  email_domains: vine.array(shape.domain()).maxLength(100).optional(),
  enabled: vine.boolean({ strict: true }).optional(),
  position: vine.number({ strict: true }).withoutDecimals().min(0).max(1_000).optional(),
})

export const newProviderValidator = vine.create({
  slug: vine
    .string()
    .trim()
    .regex(/^[a-z][a-z0-9-]{1,39}$/),
  kind: vine.enum(PROVIDER_KINDS),
  ...changeable(),
  name: shape.name(),
  client_id: shape.clientId(),
})

export const providerChangeValidator = vine.create(changeable())
