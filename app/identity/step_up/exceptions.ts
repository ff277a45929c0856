import { Exception } from '@adonisjs/core/exceptions'

export class StepUpRequired extends Exception {
  static status = 403
  static code = 'E_STEP_UP_REQUIRED'
  static message = 'Prove once more that it is you'

  constructor(readonly redirectTo?: string) {
    super()
  }
}
