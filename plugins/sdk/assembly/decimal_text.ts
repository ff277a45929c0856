import { Decimal } from "./decimal";

/** Whole numbers of so many digits fit a float exactly; they need no decimal arithmetic. */
export const EXACT_DIGITS: i32 = 15;
/** Powers of ten that a float holds exactly. */
const POWERS: StaticArray<f64> = [
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];
const EXACT_POWER: i32 = 22;

export function isDigit(code: i32): bool {
  return code >= 0x30 && code <= 0x39;
}

/** Digits with at most one point and exponent, checked before. Exact where mantissa and power of ten fit a float, as money does. */
export function decimalToFloat(source: string, from: i32, to: i32): f64 {
  let mantissa: i64 = 0;
  let digits = 0;
  let power = 0;
  let isFraction = false;
  let at = from;
  for (; at < to; at++) {
    const code = source.charCodeAt(at);
    if (code === 0x2e) isFraction = true;
    else if (!isDigit(code)) break;
    else {
      if (digits > 0 || code !== 0x30) digits++;
      if (digits <= EXACT_DIGITS) mantissa = mantissa * 10 + (code - 0x30);
      if (isFraction) power--;
    }
  }
  const written = at < to ? exponentOf(source, at + 1, to) : 0;
  const exponent = power + written;
  if (digits <= EXACT_DIGITS && exponent >= -EXACT_POWER && exponent <= EXACT_POWER) {
    return exponent < 0 ? <f64>mantissa / POWERS[-exponent] : <f64>mantissa * POWERS[exponent];
  }
  const decimal = new Decimal();
  isFraction = false;
  for (let i = from; i < at; i++) {
    const code = source.charCodeAt(i);
    if (code === 0x2e) isFraction = true;
    else decimal.push(code - 0x30, isFraction);
  }
  return decimal.toFloat(written);
}

/** Beyond what any float has, further digits change nothing. */
function exponentOf(source: string, from: i32, to: i32): i32 {
  const sign = source.charCodeAt(from);
  const isSigned = sign === 0x2d || sign === 0x2b;
  let exponent = 0;
  for (let i = isSigned ? from + 1 : from; i < to && exponent < 100_000; i++) exponent = exponent * 10 + (source.charCodeAt(i) - 0x30);
  return sign === 0x2d ? -exponent : exponent;
}
