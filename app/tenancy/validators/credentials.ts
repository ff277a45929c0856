import vine from '@vinejs/vine'

const JSON_LENGTH = 16_384

const name = () => vine.string().regex(/^[a-z][a-z0-9_]{0,59}$/)
const apiKey = () => vine.string().minLength(1).maxLength(4_096)

const isShort = vine.createRule((value, _, field) => {
  if (JSON.stringify(value).length > JSON_LENGTH) field.report('The JSON may have 16 KB at most', 'json_size', field)
})()

const json = () => vine.record(vine.any()).use(isShort)

/** One of both: a key, or whatever JSON the other system gave. */
export const credentialsValidator = vine.create({
  credentials: vine
    .array(
      vine.object({
        name: name(),
        api_key: apiKey().optional().requiredIfMissing('json'),
        json: json().optional().requiredIfMissing('api_key'),
      })
    )
    .minLength(1)
    .maxLength(20)
    .distinct('name'),
})

const isJsonObject = vine.createRule((value, _, field) => {
  if (typeof value === 'string' && !parsed(value)) field.report('This is no JSON object', 'json', field)
})()

/** The form writes both into one field. */
export const credentialFormValidator = vine.create(
  vine.object({ name: name() }).merge(
    vine.group([
      vine.group.if((input: Record<string, unknown>) => input.kind === 'json', {
        kind: vine.literal('json'),
        secret: vine.string().minLength(2).maxLength(JSON_LENGTH).use(isJsonObject),
      }),
      vine.group.else({ kind: vine.literal('api_key'), secret: apiKey() }),
    ])
  )
)

function parsed(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}
