/** People copy codes with blanks, dashes and full-width digits; each code has one form here, and a form of no code is null. */
export function spelledCode(text: string): { kind: 'totp' | 'recovery'; code: string } | null {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s\p{Pd}\p{Cf}]/gu, '')
    .toLowerCase()
  if (/^[0-9]{6}$/.test(plain)) return { kind: 'totp', code: plain }
  if (/^[a-z2-7]{16}$/.test(plain)) return { kind: 'recovery', code: plain }
  return null
}
