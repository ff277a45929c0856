import { Exception } from '@adonisjs/core/exceptions'

export class OwnStage extends Exception {
  static status = 403
  static code = 'E_OWN_STAGE'
  static message = 'Somebody else has to agree to what you staged'
}

export class TooFewApprovers extends Exception {
  static status = 409
  static code = 'E_TOO_FEW_APPROVERS'
  static message = 'There are fewer owners and maintainers beside the one who publishes than would have to agree'
}
