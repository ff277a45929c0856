import { type Machine } from './machine.ts'

/** What a script threw, in words. */
export interface ThrownError {
  /** `TypeError: x is not a function` */
  text: string
  /** Where, in the script; null where nobody can tell. */
  place: string | null
}

const MAX_TEXT = 600
const PLACE = /plugin\.ts:(\d+)(?::(\d+))?/

/** The runtime inside the engine describes errors as JSON. Anything may be thrown by a script, describing it included. */
export function describeThrown(machine: Machine, describe: number, value: number): ThrownError {
  try {
    return readThrown(new TextDecoder().decode(machine.text(machine.call(describe, value))))
  } catch {
    return { text: 'threw something that can not be shown', place: null }
  }
}

export function readThrown(json: string): ThrownError {
  const { text, stack } = JSON.parse(json) as { text: string; stack: string }
  const [, line, column] = PLACE.exec(stack) ?? []
  return { text: text.slice(0, MAX_TEXT), place: line ? `line ${line}${column ? `, column ${column}` : ''}` : null }
}

export const inWords = ({ text, place }: ThrownError): string => (place ? `${text} (${place})` : text)
