import { Exception } from '@adonisjs/core/exceptions'

export class BadReplacement extends Exception {
  static status = 422
  static code = 'E_BAD_REPLACEMENT'
  static message = 'The replacement has to be another public plugin that is not deprecated itself'
}

export class TooOldToDelete extends Exception {
  static status = 409
  static code = 'E_TOO_OLD_TO_DELETE'
  static message = 'A plugin can be deleted in the first 72 hours only; archive it, or yank its versions'
}

export class StillNeeded extends Exception {
  static status = 409
  static code = 'E_STILL_NEEDED'
  static message = 'Others have this plugin installed, or plugins of theirs need it'
}
