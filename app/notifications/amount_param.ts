import { minorDigits } from '#core/money/money'

/** An amount as it stands in a stored notice, which is read in either language: `1990.00 RUB`. */
export const amountParam = (minor: number, currency: string) =>
  `${(minor / 10 ** minorDigits(currency)).toFixed(minorDigits(currency))} ${currency}`
