import vine from '@vinejs/vine'
import { domainOf } from '#registry/verification/domain'
import type { FieldContext } from '@vinejs/vine/types'

const isDomain = vine.createRule((value: unknown, _options: undefined, field: FieldContext) => {
  const domain = typeof value === 'string' ? domainOf(value) : null
  if (domain) field.mutate(domain, field)
  else field.report('Name a domain such as example.com', 'domain', field)
})

const claim = () => ({
  domain: vine.string().trim().maxLength(253).use(isDomain()),
  method: vine.enum(['dns', 'web']),
})

export const claimValidator = vine.create(claim())

export const publisherVerifyValidator = vine.create({
  verified: vine.boolean({ strict: true }),
  reason: vine.string().trim().maxLength(500).optional(),
})

export const verifyFormValidator = vine.create({ reason: vine.string().trim().maxLength(1000).optional() })
