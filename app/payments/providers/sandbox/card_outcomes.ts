/** How the sandbox behaves with a card. `lost_request`: the call never arrives; `lost_answer`: it does, the answer does not. */
export type CardOutcome =
  { kind: 'ok' } | { kind: 'declined'; code: string } | { kind: 'lost_request' } | { kind: 'lost_answer'; then: 'ok' | 'declined' }

/** The numbers of docs/payments.md. Any other number with a valid check digit is accepted. */
const OUTCOMES: Record<string, CardOutcome> = {
  '4242424242424242': { kind: 'ok' },
  '4000000000000002': { kind: 'declined', code: 'card_declined' },
  '4000000000009995': { kind: 'declined', code: 'insufficient_funds' },
  '4000000000000069': { kind: 'declined', code: 'expired_card' },
  '4000000000000119': { kind: 'lost_answer', then: 'ok' },
  '4000000000000259': { kind: 'lost_answer', then: 'declined' },
  '4000000000000341': { kind: 'lost_request' },
}

/** The token names the behaviour, so that no card number is ever kept. */
const TOKENS: Record<string, CardOutcome> = Object.fromEntries(Object.values(OUTCOMES).map((outcome) => [tokenOf(outcome), outcome]))
const INVALID: CardOutcome = { kind: 'declined', code: 'invalid_number' }
TOKENS[tokenOf(INVALID)] = INVALID

export function tokenForCard(number: string): string {
  const digits = number.replace(/[\s-]/g, '')
  return tokenOf(OUTCOMES[digits] ?? (isCardNumber(digits) ? { kind: 'ok' } : INVALID))
}

export const outcomeOf = (token: string): CardOutcome => TOKENS[token] ?? { kind: 'declined', code: 'invalid_token' }

function tokenOf(outcome: CardOutcome): string {
  if (outcome.kind === 'declined') return `tok_declined_${outcome.code}`
  return outcome.kind === 'lost_answer' ? `tok_lost_answer_${outcome.then}` : `tok_${outcome.kind}`
}

/** The Luhn check of ISO/IEC 7812. */
function isCardNumber(digits: string): boolean {
  if (!/^\d{12,19}$/.test(digits)) return false
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}
