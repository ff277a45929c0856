import vine from '@vinejs/vine'
import { IANAZone } from 'luxon'
import { plainName } from '#core/http/plain_text'
import { legalFields } from '#tenancy/profile/legal_rules'

const timezone = vine.createRule((value, _, field) => {
  if (typeof value === 'string' && !IANAZone.isValidZone(value)) field.report('There is no such time zone', 'timezone', field)
})()

const fields = {
  name: () => plainName({ min: 2, max: 200 }),
  legal_name: () => plainName({ min: 2, max: 300 }),
  legal_address: () => vine.string().trim().maxLength(500),
  country: () => vine.string().regex(/^[A-Z]{2}$/),
  contact_email: () => vine.string().trim().email().maxLength(254),
  contact_phone: () =>
    vine
      .string()
      .trim()
      .regex(/^\+?[\d ()-]{5,25}$/),
  website: () =>
    vine
      .string()
      .trim()
      .url({ protocols: ['https', 'http'], require_protocol: true })
      .maxLength(300),
  locale: () => vine.enum(['en', 'ru'] as const),
  timezone: () => vine.string().maxLength(60).use(timezone),
}

const details = () => ({
  legal_name: fields.legal_name().nullable().optional(),
  legal_address: fields.legal_address().nullable().optional(),
  country: fields.country().optional(),
  inn: legalFields.inn().nullable().optional(),
  ogrn: legalFields.ogrn().nullable().optional(),
  kpp: legalFields.kpp().nullable().optional(),
  contact_email: fields.contact_email().nullable().optional(),
  contact_phone: fields.contact_phone().nullable().optional(),
  website: fields.website().nullable().optional(),
  locale: fields.locale().optional(),
  timezone: fields.timezone().optional(),
})

/** What is left out stays; null empties. */
export const tenantValidator = vine.create({ name: fields.name().optional(), ...details() })

/** The page sends every field, and the version it showed. */
export const tenantFormValidator = vine.create({
  version: vine.number().withoutDecimals().positive(),
  name: fields.name(),
  ...details(),
})
