import { Exception } from '@adonisjs/core/exceptions'

export class OutboundRefused extends Exception {
  static status = 422
  static code = 'E_OUTBOUND_REFUSED'
  static message = 'This address may not be called from here'
}

export class OutboundFailed extends Exception {
  static status = 502
  static code = 'E_OUTBOUND_FAILED'
  static message = 'The other side did not answer'
}
