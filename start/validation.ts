import vine from '@vinejs/vine'
import { nameChoices, speakToPeople } from '#core/http/form_messages'

/** Vine would read `true` as 1 and `[]` as 0: only numbers and their text are numbers. */
const asNumber = vine.helpers.asNumber.bind(vine.helpers)
vine.helpers.asNumber = (value: unknown) => (typeof value === 'number' || typeof value === 'string' ? asNumber(value) : Number.NaN)

nameChoices()
speakToPeople()
