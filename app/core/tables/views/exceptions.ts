import { Exception } from '@adonisjs/core/exceptions'

export class ViewNameTaken extends Exception {
  static status = 422
  static code = 'E_VIEW_NAME_TAKEN'
  static message = 'You have a view of this name already'
  details = [{ field: 'name', message: ViewNameTaken.message, rule: 'unique' }]
}

export class TooManyViews extends Exception {
  static status = 409
  static code = 'E_TOO_MANY_VIEWS'
  static message = 'There are as many views as there can be: delete one first'
}

export class ViewChanged extends Exception {
  static status = 409
  static code = 'E_VIEW_CHANGED'
  static message = 'Somebody changed the view meanwhile: look at it again'
}
