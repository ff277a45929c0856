import vine from '@vinejs/vine'

export const addItemValidator = vine.create({
  offer_id: vine.string().uuid(),
  quantity: vine.number().withoutDecimals().range([1, 999]),
})

/** None takes the goods out. */
export const setQuantityValidator = vine.create({ quantity: vine.number().withoutDecimals().range([0, 999]) })
