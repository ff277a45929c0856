const WEIGHTS = [1, 3]

/** GS1 General Specifications §7.9: digits weighted 1 and 3 alternately; the check digit fills up to a multiple of ten. */
export function checkDigit(twelve: string): number {
  const sum = [...twelve].reduce((total, digit, at) => total + Number(digit) * WEIGHTS[at % 2], 0)
  return (10 - (sum % 10)) % 10
}

/** The EAN-13 made of twelve digits. */
export function ean13(twelve: string): string {
  if (!/^\d{12}$/.test(twelve)) throw new RangeError('An EAN-13 is made of twelve digits')
  return `${twelve}${checkDigit(twelve)}`
}

export const isEan13 = (code: string) => /^\d{13}$/.test(code) && checkDigit(code.slice(0, 12)) === Number(code[12])
