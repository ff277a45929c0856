import { HostCallRefused } from '#runtime/host/call_types'

/** `{{secret:name}}`, or `{{basic:user:password}}` with two names: base64 of `user:password`. */
const REFERENCE = /\{\{(secret|basic):([^{}]*)\}\}/g

export type Escape = (value: string) => string

/** How a value is written into each kind of place so that it stays one value. */
export const ESCAPES = {
  header: (value: string) => value,
  query: encodeURIComponent,
  json: (value: string) => JSON.stringify(value).slice(1, -1),
  form: encodeURIComponent,
  plain: (value: string) => value,
} satisfies Record<string, Escape>

/** The names that `texts` refer to, each once. */
export function namesIn(texts: readonly string[]): string[] {
  const names = texts.flatMap((text) => [...text.matchAll(REFERENCE)].flatMap(([, kind, named]) => partsOf(kind!, named!)))
  return [...new Set(names)]
}

/** Fills references in, once: what a secret says is never read as a reference. */
export function fillIn(text: string, values: ReadonlyMap<string, string>, escape: Escape): string {
  return text.replace(REFERENCE, (_, kind: string, named: string) => {
    const given = partsOf(kind, named).map((name) => values.get(name)!)
    return escape(kind === 'basic' ? Buffer.from(given.join(':'), 'utf8').toString('base64') : given[0]!)
  })
}

/** How a body of this type is written. */
export function bodyEscape(contentType: string | undefined): Escape {
  const type = (contentType ?? '').split(';', 1)[0]!.trim().toLowerCase()
  if (type === 'application/x-www-form-urlencoded') return ESCAPES.form
  return type.endsWith('/json') || type.endsWith('+json') ? ESCAPES.json : ESCAPES.plain
}

function partsOf(kind: string, named: string): string[] {
  if (kind === 'secret') return [named]
  const parts = named.split(':')
  if (parts.length !== 2) {
    throw new HostCallRefused('invalid_request', '{{basic:…}} takes the names of two secrets: {{basic:user:password}}.')
  }
  return parts
}
