import vine from '@vinejs/vine'
import { isAccountOfBank, isBik, isCompanyInn, isKpp, isOgrn, isOgrnip, isPersonInn } from '#tenancy/profile/legal_numbers'

const checked = (name: string, message: string, isGood: (value: string) => boolean) =>
  vine.createRule((value, _, field) => {
    if (typeof value === 'string' && !isGood(value)) field.report(message, name, field)
  })

const inn = checked('inn', 'This is no INN: 10 digits of a company or 12 of a person, with their check digits', (text) =>
  text.length === 12 ? isPersonInn(text) : isCompanyInn(text)
)()
const ogrn = checked('ogrn', 'This is no OGRN or OGRNIP: 13 or 15 digits, with their check digit', (text) =>
  text.length === 15 ? isOgrnip(text) : isOgrn(text)
)()
const kpp = checked('kpp', 'This is no KPP: 9 characters', isKpp)()
const bik = checked('bik', 'This is no BIK: 9 digits', isBik)()

/** The check digit of the account needs the bank. */
const account = vine.createRule((value, _, field) => {
  const bank: unknown = (field.parent as { bik?: unknown }).bik
  if (typeof value !== 'string') return
  if (typeof bank !== 'string' || !isAccountOfBank(value, bank)) {
    field.report('This is no account of this bank: 20 digits, with their check digit', 'account', field)
  }
})()

/** Fields of legal details; forms and API check them alike. */
export const legalFields = {
  inn: () => vine.string().trim().maxLength(12).use(inn),
  ogrn: () => vine.string().trim().maxLength(15).use(ogrn),
  kpp: () => vine.string().trim().maxLength(9).use(kpp),
  bik: () => vine.string().trim().maxLength(9).use(bik),
  account: () => vine.string().trim().maxLength(20).use(account),
}
