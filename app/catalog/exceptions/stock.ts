import { Exception } from '@adonisjs/core/exceptions'

export type Shortage = { offerId: string; requested: number; available: number }

/** Names every line that cannot be had, so that a cart can show all of them at once. */
export class OutOfStock extends Exception {
  static status = 409
  static code = 'E_OUT_OF_STOCK'
  static message = 'Some of this is no longer in stock'
  details: { field: string; message: string; rule: string }[]

  constructor(readonly shortages: Shortage[]) {
    super(OutOfStock.message)
    this.details = shortages.map(({ offerId, available }) => ({
      field: offerId,
      message: `Only ${available} left`,
      rule: 'stock',
    }))
  }
}

/** The promise ran out before it was kept: the goods may be somebody else's by now. */
export class ReservationLost extends Exception {
  static status = 409
  static code = 'E_RESERVATION_LOST'
  static message = 'The reservation has run out'
}

export class StockBelowReserved extends Exception {
  static status = 409
  static code = 'E_STOCK_BELOW_RESERVED'
  static message = 'More than that is already promised to buyers'
}
