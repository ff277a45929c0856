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

type RefusedText = { field: string; word: string; message?: string; plugin: string }

/** A plugin does not let a text through; names the field and the word. */
export class TextsRefused extends Exception {
  static status = 422
  static code = 'E_TEXTS_REFUSED'
  static message = 'These texts cannot be published'
  details: { field: string; message: string; rule: string }[]

  constructor(readonly refused: RefusedText[]) {
    super(TextsRefused.message)
    this.details = refused.map(({ field, word, message }) => ({
      field,
      message: [word && `“${word}”`, message ?? 'is not allowed here'].filter(Boolean).join(': '),
      rule: 'text_moderation',
    }))
  }
}

/** A value that has to be unique is taken, or names something that is not there. */
export class InvalidProduct extends Exception {
  static status = 422
  static code = 'E_VALIDATION_ERROR'

  constructor(readonly details: { field: string; message: string; rule: string }[]) {
    super(details[0].message)
  }
}
