/** One text for all languages, or one for each with English among them. */
export const localizedText = (maxLength: number) => ({
  anyOf: [
    { type: 'string', minLength: 1, maxLength },
    {
      type: 'object',
      required: ['en'],
      propertyNames: { pattern: '^[a-z]{2}$' },
      additionalProperties: { type: 'string', minLength: 1, maxLength },
      maxProperties: 20,
    },
  ],
})
