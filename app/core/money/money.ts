import { CurrencyMismatch, InvalidAmount } from '#core/money/exceptions'
import { numberFormat } from '#core/money/number_format'

/** ISO 4217 minor-unit digits of the currencies Rialto trades in; two where a code is not listed. */
const MINOR_DIGITS: Record<string, number> = { JPY: 0, KRW: 0, KWD: 3, BHD: 3 }

/**
 * An amount in integer minor units of one ISO 4217 currency. Immutable.
 * Every operation refuses a foreign currency and an unsafe integer.
 */
export class Money {
  private constructor(
    readonly amount: number,
    readonly currency: string
  ) {}

  /** @param amount minor units (kopecks, cents), a safe integer */
  static of(amount: number, currency: string): Money {
    if (!Number.isSafeInteger(amount)) throw new InvalidAmount()
    return new Money(amount, currency)
  }

  static zero(currency: string) {
    return new Money(0, currency)
  }

  static sum(parts: Money[], currency: string): Money {
    return parts.reduce((total, part) => total.plus(part), Money.zero(currency))
  }

  plus(other: Money): Money {
    this.#assertSame(other)
    return Money.of(this.amount + other.amount, this.currency)
  }

  minus(other: Money): Money {
    this.#assertSame(other)
    return Money.of(this.amount - other.amount, this.currency)
  }

  times(quantity: number): Money {
    return Money.of(this.amount * quantity, this.currency)
  }

  /** A share in parts per million, rounded half away from zero to whole minor units. */
  share(ppm: number): Money {
    const exact = BigInt(this.amount) * BigInt(ppm)
    const half = exact < 0n ? -500_000n : 500_000n
    return Money.of(Number((exact + half) / 1_000_000n), this.currency)
  }

  /** Splits by weights with the largest-remainder rule: the parts always sum to the whole. */
  allocate(weights: number[]): Money[] {
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    if (total <= 0 || this.amount < 0) throw new InvalidAmount()
    const exact = weights.map((weight) => (BigInt(this.amount) * BigInt(weight)) / BigInt(total))
    const rest = weights.map((weight, at) => ({ at, left: (BigInt(this.amount) * BigInt(weight)) % BigInt(total) }))
    let missing = this.amount - Number(exact.reduce((sum, part) => sum + part, 0n))
    rest.sort((a, b) => (a.left === b.left ? a.at - b.at : a.left > b.left ? -1 : 1))
    for (const { at } of rest) {
      if (missing-- <= 0) break
      exact[at] += 1n
    }
    return exact.map((part) => Money.of(Number(part), this.currency))
  }

  get isZero() {
    return this.amount === 0
  }

  get isNegative() {
    return this.amount < 0
  }

  /** `1 990,00 ₽` in the reader's language. */
  format(locale: string): string {
    const digits = minorDigits(this.currency)
    const major = this.amount / 10 ** digits
    return numberFormat(locale, { style: 'currency', currency: this.currency }).format(major)
  }

  toJSON() {
    return { amount: this.amount, currency: this.currency }
  }

  #assertSame(other: Money) {
    if (other.currency !== this.currency) throw new CurrencyMismatch()
  }
}

/** How many digits of `currency` are minor units (2 for RUB, 0 for JPY). */
export const minorDigits = (currency: string) => MINOR_DIGITS[currency] ?? 2
