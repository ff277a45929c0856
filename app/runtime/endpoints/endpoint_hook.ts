import { defineHook } from '#runtime/hooks/define_hook'

export type EndpointInput = {
  method: string
  /** Below `/p/<tenant>/<plugin>`, decoded: `/items/5`. */
  path: string
  /** The path of the manifest that matched: `/items/*`. */
  route: string
  query: Record<string, string | string[]>
  headers: Record<string, string>
  body: string | null
  body_base64: string | null
  caller: string
  member: { user_id: string; role: string } | null
}

export type EndpointAnswer = {
  status: number
  headers?: Record<string, string>
  body?: string
  body_base64?: string
}

/** Nothing here runs as a script; a browser may draw pages, but in a sandbox. */
const CONTENT_TYPES = [
  ...['text/plain', 'text/html', 'text/csv', 'text/xml', 'text/css', 'text/calendar', 'text/markdown'],
  ...['application/json', 'application/problem\\+json', 'application/xml', 'application/rss\\+xml', 'application/atom\\+xml'],
  ...['application/x-ndjson', 'application/pdf', 'application/octet-stream'],
  ...['image/png', 'image/jpeg', 'image/gif', 'image/webp'],
]

const printable = '^[\\x20-\\x7e]*$'
const headerValue = { type: 'string', maxLength: 500, pattern: printable }

const answerHeaders = {
  type: 'object',
  maxProperties: 20,
  additionalProperties: false,
  properties: {
    'content-type': { ...headerValue, pattern: `^(${CONTENT_TYPES.join('|')})( *; *charset=[A-Za-z0-9-]+)?$` },
    'cache-control': headerValue,
    'etag': headerValue,
    'retry-after': { ...headerValue, pattern: '^[0-9]{1,6}$' },
    'location': {
      ...headerValue,
      pattern: '^/(?![/\\\\])(?!.*(?:\\.\\.|\\\\|%2e|%5c|%2E|%5C))[A-Za-z0-9_~./?=&%+,;:@-]*$',
      description: 'A path of the plugin’s own: `/done`',
    },
  },
  patternProperties: { '^x-[a-z0-9-]{1,60}$': headerValue },
}

/** Addresses of a plugin's own below `/p/`. */
export const endpointHook = defineHook<EndpointInput, EndpointAnswer>({
  name: 'http_endpoint',
  version: 1,
  title: 'An HTTP request',
  summary:
    'Answers requests to `/p/<tenant>/<plugin>/…` (of the platform: `/p/-/<plugin>/…`) for the paths and methods in `endpoints` of the manifest. ' +
    'Cookies never come in or go out. `authorization` is handed over at public endpoints, unless it is a token of this platform. HTML is shown in a ' +
    'sandbox without scripts or forms. A plugin that fails answers 502, one that is late 504.',
  combine: 'One installation answers.',
  kind: 'surface',
  input: {
    type: 'object',
    required: ['method', 'path', 'route', 'query', 'headers', 'body', 'body_base64', 'caller', 'member'],
    properties: {
      method: { type: 'string', description: 'HEAD comes as GET' },
      path: { type: 'string', description: 'Below the plugin’s own address, decoded' },
      route: { type: 'string', description: 'The path of the manifest that matched' },
      query: { type: 'object', description: 'Each a text, or a list of texts where it is given more than once' },
      headers: { type: 'object', description: 'Names in lower case; the usual ones, signatures and `x-…`' },
      body: { type: ['string', 'null'], description: 'Where it is UTF-8' },
      body_base64: { type: ['string', 'null'], description: 'Where it is not' },
      caller: { type: 'string', description: 'The same for the same network address; another one for each installation' },
      member: {
        type: ['object', 'null'],
        description: 'Who asks, at endpoints for members',
        properties: { user_id: { type: 'string' }, role: { type: 'string' } },
      },
    },
  },
  output: {
    type: 'object',
    required: ['status'],
    properties: {
      status: { type: 'integer', minimum: 200, maximum: 599 },
      headers: answerHeaders,
      body: { type: 'string' },
      body_base64: { type: 'string', pattern: '^[A-Za-z0-9+/]*={0,2}$' },
    },
    additionalProperties: false,
  },
  example: {
    input: {
      method: 'GET',
      path: '/items/5',
      route: '/items/*',
      query: { lang: 'en' },
      headers: { accept: 'application/json' },
      body: null,
      body_base64: null,
      caller: '5f2c9a41d0b7e836',
      member: null,
    },
    output: { status: 200, headers: { 'content-type': 'application/json' }, body: '{"id":5}' },
  },
  // A plugin that asks another service needs more than the second a page would give it; nobody's page waits for it.
  mode: 'job',
  deadlineMs: 5_000,
  fuel: 50_000_000,
  failure: 'closed',
  sideEffects: true,
  sensitive: ['headers', 'query', 'body', 'body_base64', 'member'],
})
