/** Digits beyond this many can only decide a tie: that something follows is remembered. */
const MOST_DIGITS: i32 = 800;
/** So far a digit can be shifted within 64 bits. */
const MOST_SHIFT: i32 = 58;
/** By how many bits to shift a number of so many digits before its point, so that it does not fall below a half. */
const STEPS: StaticArray<i32> = [0, 3, 6, 9, 13, 16, 19, 23, 26];
const LARGEST_STEP: i32 = 27;

const BIAS: i32 = -1023;
const MANTISSA_BITS: i32 = 52;
const LARGEST_EXPONENT: i32 = 2047;

/**
 * Decimal to binary, rounded as IEEE 754 asks, for numbers that fit no exact shortcut. The compiler's own `parseFloat` is off
 * for some of them, by a factor of ten even. A decimal number is shifted by powers of two until its integer part is the mantissa.
 */
export class Decimal {
  private digits: StaticArray<u8> = new StaticArray<u8>(MOST_DIGITS);
  private count: i32 = 0;
  /** Where the point stands: before the first digit where it is 0. */
  private point: i32 = 0;
  private isCut: bool = false;

  /** Takes digits in their order; zeros in front count only for the point. */
  push(digit: i32, isFraction: bool): void {
    if (this.count === 0 && digit === 0) {
      if (isFraction) this.point--;
      return;
    }
    if (!isFraction) this.point++;
    if (this.count < MOST_DIGITS) this.digits[this.count++] = <u8>digit;
    else if (digit !== 0) this.isCut = true;
  }

  /** The nearest float to the digits times ten to `exponent`; infinite where there is none. */
  toFloat(exponent: i32): f64 {
    this.point += exponent;
    this.trim();
    if (this.count === 0 || this.point < -330) return 0;
    if (this.point > 310) return Infinity;
    let power = this.normalize() - 1;
    if (power < BIAS + 1) {
      const behind = BIAS + 1 - power;
      this.shiftRight(behind);
      power += behind;
    }
    if (power - BIAS >= LARGEST_EXPONENT) return Infinity;
    this.shiftLeft(1 + MANTISSA_BITS);
    let mantissa = this.rounded();
    if (mantissa === <u64>2 << MANTISSA_BITS) {
      mantissa >>= 1;
      power++;
      if (power - BIAS >= LARGEST_EXPONENT) return Infinity;
    }
    if ((mantissa & (<u64>1 << MANTISSA_BITS)) === 0) power = BIAS;
    const bits = (mantissa & ((<u64>1 << MANTISSA_BITS) - 1)) | (<u64>(power - BIAS) << MANTISSA_BITS);
    return reinterpret<f64>(bits);
  }

  /** Shifts until it lies between a half and one; answers by how many bits. */
  private normalize(): i32 {
    let power = 0;
    while (this.point > 0) {
      const step = this.point < STEPS.length ? STEPS[this.point] : LARGEST_STEP;
      this.shiftRight(step);
      power += step;
    }
    while (this.point < 0 || (this.point === 0 && this.digits[0] < 5)) {
      const step = -this.point < STEPS.length ? max(STEPS[-this.point], 1) : LARGEST_STEP;
      this.shiftLeft(step);
      power -= step;
    }
    return power;
  }

  private shiftRight(by: i32): void {
    for (; by > MOST_SHIFT; by -= MOST_SHIFT) this.shiftRight(MOST_SHIFT);
    let read = 0;
    let carry: u64 = 0;
    for (; carry >> by === 0; read++) {
      if (read >= this.count && carry === 0) return this.clear();
      carry = carry * 10 + (read < this.count ? this.digits[read] : 0);
    }
    this.point -= read - 1;
    const mask = (<u64>1 << by) - 1;
    let written = 0;
    for (; read < this.count; read++) {
      this.digits[written++] = <u8>(carry >> by);
      carry = (carry & mask) * 10 + this.digits[read];
    }
    for (; carry > 0; carry = (carry & mask) * 10) {
      const digit = <u8>(carry >> by);
      if (written < MOST_DIGITS) this.digits[written++] = digit;
      else if (digit > 0) this.isCut = true;
    }
    this.count = written;
    this.trim();
  }

  private shiftLeft(by: i32): void {
    for (; by > MOST_SHIFT; by -= MOST_SHIFT) this.shiftLeft(MOST_SHIFT);
    let carry: u64 = 0;
    for (let i = this.count - 1; i >= 0; i--) {
      carry += <u64>this.digits[i] << by;
      this.digits[i] = <u8>(carry % 10);
      carry /= 10;
    }
    for (; carry > 0; carry /= 10) this.putInFront(<u8>(carry % 10));
    this.trim();
  }

  private putInFront(digit: u8): void {
    if (this.count === MOST_DIGITS) {
      if (this.digits[this.count - 1] > 0) this.isCut = true;
      this.count--;
    }
    for (let i = this.count; i > 0; i--) this.digits[i] = this.digits[i - 1];
    this.digits[0] = digit;
    this.count++;
    this.point++;
  }

  /** The integer part, to the even one where both are as near. */
  private rounded(): u64 {
    let integer: u64 = 0;
    for (let i = 0; i < this.point; i++) integer = integer * 10 + (i < this.count ? this.digits[i] : 0);
    return this.isRoundedUp(this.point) ? integer + 1 : integer;
  }

  private isRoundedUp(at: i32): bool {
    if (at < 0 || at >= this.count) return false;
    if (this.digits[at] !== 5 || at + 1 !== this.count || this.isCut) return this.digits[at] >= 5;
    return at > 0 && (this.digits[at - 1] & 1) === 1;
  }

  private trim(): void {
    while (this.count > 0 && this.digits[this.count - 1] === 0) this.count--;
    if (this.count === 0) this.point = 0;
  }

  private clear(): void {
    this.count = 0;
    this.point = 0;
  }
}
