import { localizedText } from '#runtime/manifest/text_schema'

const name = { type: 'string', pattern: '^[a-z][a-z0-9_]{0,49}$' }
/** Of the platform, or `plugin.<id>.<name>`: ids of plugins have dashes and dots. */
const eventName = {
  type: 'string',
  pattern: '^[a-z][a-z0-9_]*(\\.[a-z0-9_]+){1,4}$|^plugin\\.[a-z0-9][a-z0-9_.-]*\\.[a-z][a-z0-9_]*$',
  maxLength: 130,
}

const list = (items: object, maxItems: number) => ({ type: 'array', maxItems, uniqueItems: true, items })

const record = (properties: Record<string, object>, required: string[]) => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties,
})

/** The registry reads names and ranges more closely. */
const needs = { type: 'object', maxProperties: 50, additionalProperties: { type: 'string', minLength: 1, maxLength: 100 } }

/** What the manifest says of secrets, events, schedules, endpoints and blocks. */
export const extensionSchemas = {
  dependencies: needs,
  peer_dependencies: needs,
  optional_dependencies: needs,
  conflicts: needs,
  platform: { type: 'string', minLength: 1, maxLength: 64 },
  secrets: {
    type: 'object',
    maxProperties: 20,
    propertyNames: name,
    additionalProperties: record({ title: localizedText(120), description: localizedText(500), required: { type: 'boolean' } }, []),
  },
  events: list(eventName, 50),
  emits: list(name, 20),
  schedules: list(record({ name, cron: { type: 'string', minLength: 9, maxLength: 100 } }, ['name', 'cron']), 10),
  endpoints: list(
    record(
      {
        path: { type: 'string', pattern: '^/[A-Za-z0-9_./-]*\\*?$', maxLength: 200 },
        methods: { ...list({ enum: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] }, 5), minItems: 1 },
        access: { enum: ['public', 'member'] },
      },
      ['path', 'methods', 'access']
    ),
    20
  ),
  blocks: list(
    record(
      {
        name,
        title: localizedText(120),
        panel: { enum: ['seller', 'operator'] },
        place: { enum: ['dashboard', 'orders', 'products', 'page'] },
      },
      ['name', 'title', 'panel', 'place']
    ),
    10
  ),
  exports: list(
    record(
      {
        name,
        title: localizedText(120),
        source: { enum: ['orders', 'products'] },
        file_name: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9_.-]*$', maxLength: 80 },
        content_type: { enum: ['text/csv', 'text/plain', 'application/json', 'application/xml', 'application/x-ndjson'] },
      },
      ['name', 'title', 'source', 'file_name', 'content_type']
    ),
    10
  ),
}
