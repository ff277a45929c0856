/** Pieces of which the schemas of requests are made. Members nobody knows are refused: a typo is told, not ignored. */
export const requestOf = (properties: Record<string, object>, required: string[] = []): object => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties,
})

export const textOf = (maxLength: number, minLength = 0): object => ({ type: 'string', maxLength, minLength })

export const wholeNumber = (minimum: number, maximum: number): object => ({ type: 'integer', minimum, maximum })

export const oneOf = (...values: string[]): object => ({ enum: values })
