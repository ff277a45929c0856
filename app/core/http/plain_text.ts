import vine from '@vinejs/vine'

/** Characters without a shape that turn or hide what stands around them: `Olga\u202erotarepO` reads as somebody else. Joiners, which some scripts need, stay. */
const SHAPELESS = /[[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]--[\u200c\u200d\ufe0e\ufe0f]]/gv
const SOMETHING_TO_SEE = /[\p{L}\p{N}\p{P}\p{S}]/u

const replaced = (pattern: RegExp, by: string) =>
  vine.createRule((value: unknown, _: undefined, field) => {
    if (typeof value === 'string') field.mutate(value.replace(pattern, by), field)
  })

const withoutShapeless = replaced(SHAPELESS, '')
const onOneLine = replaced(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')

/** What others are to read. */
export const plainText = () => vine.string().use(withoutShapeless()).trim()

/** What others know somebody or something by: one line, with something to see. */
export const plainName = ({ min = 1, max }: { min?: number; max: number }) =>
  vine.string().use(withoutShapeless()).use(onOneLine()).trim().minLength(min).maxLength(max).regex(SOMETHING_TO_SEE)
