/**
 * An address as the database compares it: sign by sign. JavaScript's own lower case turns `İ` into two signs and a sigma at the end
 * of a word into another one, and so would count guesses at one account as guesses at several.
 */
export const spelledAddress = (email: string): string => [...email.trim()].map((sign) => (sign === 'İ' ? 'i' : sign.toLowerCase())).join('')
