import type { JsonSchema } from '#core/http/openapi/schema'

/** A body that is no JSON, as the document has it. */
export type Upload = {
  mediaType: string
  schema: JsonSchema
  /** What a part of a form may be, by its name. */
  encoding?: Record<string, { contentType: string }>
}

/** Bytes, wherever they stand. */
export const BINARY: JsonSchema = { type: 'string', format: 'binary' }

export const isBinary = ({ format }: JsonSchema): boolean => format === 'binary'

type Form = { files: Record<string, { mediaTypes: readonly string[]; description?: string }>; fields?: Record<string, JsonSchema> }

/** A form with files, every field of it required: `formUpload({ files: { file: { mediaTypes: ['image/png'] } }, fields: { kind } })`. */
export const formUpload = ({ files, fields = {} }: Form): Upload => ({
  mediaType: 'multipart/form-data',
  schema: {
    type: 'object',
    required: [...Object.keys(fields), ...Object.keys(files)],
    properties: { ...fields, ...mapped(files, ({ description }) => ({ ...BINARY, ...(description ? { description } : {}) })) },
  },
  encoding: mapped(files, ({ mediaTypes }) => ({ contentType: mediaTypes.join(', ') })),
})

/** Nothing but the bytes of one file. */
export const rawUpload = (mediaType: string, description: string): Upload => ({ mediaType, schema: { ...BINARY, description } })

const mapped = <From, To>(record: Record<string, From>, to: (value: From) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, to(value)]))
