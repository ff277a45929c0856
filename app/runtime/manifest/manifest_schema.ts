import { extensionSchemas } from '#runtime/manifest/extension_schemas'
import { localizedText as text } from '#runtime/manifest/text_schema'
import { CAPABILITIES, HOST_API_VERSIONS } from '#runtime/manifest/plugin_manifest'

const length = { type: 'integer', minimum: 0, maximum: 4_000 }
const number = { type: 'number' }

/** No `pattern`, `$ref` or nesting: values are checked in the application, where nothing bounds a slow expression. */
const settingProperty = {
  type: 'object',
  additionalProperties: false,
  required: ['type'],
  properties: {
    type: { enum: ['string', 'integer', 'number', 'boolean'] },
    title: text(120),
    description: text(500),
    default: { type: ['string', 'number', 'boolean'] },
    enum: { type: 'array', minItems: 1, maxItems: 50, uniqueItems: true, items: { type: ['string', 'number'] } },
    minimum: number,
    maximum: number,
    exclusiveMinimum: number,
    exclusiveMaximum: number,
    multipleOf: { type: 'number', exclusiveMinimum: 0 },
    minLength: length,
    maxLength: length,
  },
}

/** What a form can be made from: settings, and the forms of blocks. */
export const settingsSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['type', 'properties', 'additionalProperties'],
  properties: {
    type: { const: 'object' },
    additionalProperties: { const: false },
    required: { type: 'array', maxItems: 50, items: { type: 'string' } },
    properties: {
      type: 'object',
      maxProperties: 50,
      // No form can send a field that every object has already.
      propertyNames: { pattern: '^(?!constructor$)[a-z][a-z0-9_]{0,49}$' },
      additionalProperties: settingProperty,
    },
  },
}

const link = { type: 'string', maxLength: 300, pattern: '^https://' }

export const manifestSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['id', 'name', 'version', 'description', 'category', 'license', 'language', 'entry', 'host_api', 'hooks'],
  properties: {
    $schema: { type: 'string' },
    id: { type: 'string', pattern: '^[a-z0-9]+(?:[-_.][a-z0-9]+)*$', minLength: 3, maxLength: 64 },
    name: text(80),
    version: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+(?:[-+][0-9A-Za-z.+-]+)?$', maxLength: 64 },
    description: text(500),
    category: { type: 'string', pattern: '^[a-z]+$', maxLength: 40 },
    license: { type: 'string', minLength: 2, maxLength: 80 },
    language: { enum: ['assemblyscript', 'typescript', 'javascript', 'rust', 'c', 'wasm'] },
    entry: { type: 'string', pattern: '^[A-Za-z0-9_./-]+$', maxLength: 200 },
    host_api: { enum: [...HOST_API_VERSIONS] },
    hooks: {
      type: 'array',
      minItems: 1,
      maxItems: 30,
      uniqueItems: true,
      items: { type: 'string', pattern: '^[a-z][a-z0-9_.]{1,60}@[1-9][0-9]{0,2}$' },
    },
    capabilities: { type: 'array', uniqueItems: true, maxItems: 30, items: { enum: [...CAPABILITIES] } },
    allowed_hosts: {
      type: 'array',
      uniqueItems: true,
      maxItems: 30,
      items: { type: 'string', pattern: '^((?=.{1,253}$)[a-z0-9-]+(\\.[a-z0-9-]+)+|setting:[a-z][a-z0-9_]{0,49})$' },
    },
    settings: settingsSchema,
    ...extensionSchemas,
    author: {
      type: 'object',
      additionalProperties: false,
      required: ['name'],
      properties: { name: { type: 'string', maxLength: 120 }, email: { type: 'string', maxLength: 200 }, url: link },
    },
    homepage: link,
    repository: link,
    tags: { type: 'array', maxItems: 20, uniqueItems: true, items: { type: 'string', pattern: '^[a-z0-9-]{2,30}$' } },
  },
}
