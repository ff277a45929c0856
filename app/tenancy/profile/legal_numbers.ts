const digitsOf = (text: string): number[] => [...text].map(Number)

const weighted = (digits: number[], weights: readonly number[]): number => weights.reduce((sum, weight, at) => sum + weight * digits[at], 0)

const TEN = [2, 4, 10, 3, 5, 9, 4, 6, 8]
const ELEVENTH = [7, 2, 4, 10, 3, 5, 9, 4, 6, 8]
const TWELFTH = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]

const innDigit = (digits: number[], weights: readonly number[]): number => (weighted(digits, weights) % 11) % 10

/** ИНН of an organisation, 10 digits, the last of them the check (order ММВ-7-6/435 of the tax service). */
export function isCompanyInn(text: string): boolean {
  if (!/^\d{10}$/.test(text) || /^0+$/.test(text)) return false
  const digits = digitsOf(text)
  return innDigit(digits, TEN) === digits[9]
}

/** ИНН of a person, 12 digits, two of them checks. */
export function isPersonInn(text: string): boolean {
  if (!/^\d{12}$/.test(text) || /^0+$/.test(text)) return false
  const digits = digitsOf(text)
  return innDigit(digits, ELEVENTH) === digits[10] && innDigit(digits, TWELFTH) === digits[11]
}

/** ОГРН of an organisation: 12 digits modulo 11, the remainder's last digit is the thirteenth. */
export const isOgrn = (text: string): boolean => /^[1235]\d{12}$/.test(text) && remainder(text.slice(0, 12), 11) % 10 === Number(text[12])

/** ОГРНИП of an entrepreneur: 14 digits modulo 13, the remainder's last digit is the fifteenth. */
export const isOgrnip = (text: string): boolean => /^[34]\d{14}$/.test(text) && remainder(text.slice(0, 14), 13) % 10 === Number(text[14])

/** КПП has no check digit: four digits of the inspection, two signs of the reason, three digits. */
export const isKpp = (text: string): boolean => /^(?!0000)\d{4}[\dA-Z]{2}\d{3}$/.test(text)

/** БИК: country 04 (and 00 to 03 of other members of the payment system), region, bank. */
export const isBik = (text: string): boolean => /^0[0-4]\d{7}$/.test(text)

/** The account's check digit is computed together with the bank: 7, 1, 3 over the last three digits of the БИК and the account. */
export function isAccountOfBank(account: string, bik: string): boolean {
  if (!/^\d{20}$/.test(account) || !isBik(bik)) return false
  // Accounts in the central bank's own settlement centres are checked with its region instead of the bank.
  const isSettlementCentre = ['000', '001', '002'].includes(bik.slice(6))
  const head = isSettlementCentre ? `0${bik.slice(4, 6)}` : bik.slice(6)
  return [...(head + account)].reduce((sum, digit, at) => sum + Number(digit) * [7, 1, 3][at % 3], 0) % 10 === 0
}

const remainder = (digits: string, by: number): number => Number(BigInt(digits) % BigInt(by))
