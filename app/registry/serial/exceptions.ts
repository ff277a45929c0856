import { Exception } from '@adonisjs/core/exceptions'

export class SerialAhead extends Exception {
  static status = 409
  static code = 'E_SERIAL_AHEAD'
  static message = 'The registry has not come to this serial yet'
  retryAfter = 1
}

export class UnreadableSerial extends Exception {
  static status = 422
  static code = 'E_VALIDATION_FAILED'
  static message = 'A serial is a whole number'
  details = [{ field: 'min_serial', message: UnreadableSerial.message, rule: 'serial' }]
}
