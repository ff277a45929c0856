import vine from '@vinejs/vine'
import { plainName } from '#core/http/plain_text'
import { legalFields } from '#tenancy/profile/legal_rules'
import { VERIFICATION_KINDS } from '#tenancy/verification/verification'
import type { Infer } from '@vinejs/vine/types'

/** A company has an INN of 10 digits and an OGRN of 13, an entrepreneur 12 and 15. */
const fitsKind = (name: string, lengths: { company: number; entrepreneur: number }) =>
  vine.createRule((value, _, field) => {
    const { kind } = field.parent as { kind?: unknown }
    const length = kind === 'entrepreneur' ? lengths.entrepreneur : lengths.company
    if (typeof value === 'string' && value.length !== length) field.report(`This has ${length} digits`, name, field)
  })()

/** What the company states. Of the account both numbers or none. */
export const verificationValidator = vine.create({
  kind: vine.enum(VERIFICATION_KINDS),
  legal_name: plainName({ min: 2, max: 300 }),
  inn: legalFields.inn().use(fitsKind('inn_kind', { company: 10, entrepreneur: 12 })),
  ogrn: legalFields.ogrn().use(fitsKind('ogrn_kind', { company: 13, entrepreneur: 15 })),
  kpp: legalFields.kpp().nullable().optional(),
  bik: legalFields.bik().nullable().optional(),
  account: legalFields.account().nullable().optional(),
})

export type VerificationFields = Infer<typeof verificationValidator>
