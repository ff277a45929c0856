import { Exception } from '@adonisjs/core/exceptions'

export class ProductChanged extends Exception {
  static status = 409
  static code = 'E_PRODUCT_CHANGED'
  static message = 'Somebody changed this product meanwhile; look at it again'
}

export class ProductNotPublishable extends Exception {
  static status = 409
  static code = 'E_PRODUCT_NOT_PUBLISHABLE'
  static message = 'Only a product with a price that is not for sale yet can be published'
}

export class ProductNotHideable extends Exception {
  static status = 409
  static code = 'E_PRODUCT_NOT_HIDEABLE'
  static message = 'Only a product that is for sale can be hidden'
}

/** A value that has to be unique is taken, or names something that is not there. */
export class InvalidProduct extends Exception {
  static status = 422
  static code = 'E_VALIDATION_ERROR'

  constructor(readonly details: { field: string; message: string; rule: string }[]) {
    super(details[0].message)
  }
}
