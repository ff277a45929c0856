import { Exception } from '@adonisjs/core/exceptions'

export class CategoryCycle extends Exception {
  static status = 409
  static code = 'E_CATEGORY_CYCLE'
  static message = 'A category cannot be put below itself'
}
