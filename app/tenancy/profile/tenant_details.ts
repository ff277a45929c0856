import type { Infer } from '@vinejs/vine/types'
import type { tenantValidator } from '#tenancy/validators/tenant_profile'

type Fields = Infer<typeof tenantValidator>

export type TenantDetails = ReturnType<typeof detailsOf>

/** What was sent, under the model's names; what was left out stays as it is. */
export function detailsOf(fields: Fields) {
  const given = {
    name: fields.name,
    legalName: fields.legal_name,
    legalAddress: fields.legal_address,
    country: fields.country,
    inn: fields.inn,
    ogrn: fields.ogrn,
    kpp: fields.kpp,
    contactEmail: fields.contact_email,
    contactPhone: fields.contact_phone,
    website: fields.website,
    locale: fields.locale,
    timezone: fields.timezone,
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<typeof given>
}

const LEGAL = ['legalName', 'country', 'inn', 'ogrn', 'kpp']

/** What a verification vouches for. */
export const isLegal = (field: string): boolean => LEGAL.includes(field)
