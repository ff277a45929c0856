import { Exception } from '@adonisjs/core/exceptions'

export class BodyTooLarge extends Exception {
  static status = 413
  static code = 'E_REQUEST_ENTITY_TOO_LARGE'
  static message = 'The body is larger than a plugin may be sent: 256 KiB'
}

/** Nobody is there to be told; it is no error of ours either. */
export class BodyBrokenOff extends Exception {
  static status = 400
  static code = 'E_BODY_BROKEN_OFF'
  static message = 'The body ended before it was whole'
}

export class PackedBody extends Exception {
  static status = 415
  static code = 'E_UNSUPPORTED_BODY_TYPE'
  static message = 'Send the body unpacked'
}

export class MethodNotAllowed extends Exception {
  static status = 405
  static code = 'E_METHOD_NOT_ALLOWED'
  static message = 'The address does not take this method'
}

/** More requests to one plugin at the same time than a process serves. */
export class EndpointBusy extends Exception {
  static status = 503
  static code = 'E_ENDPOINT_BUSY'
  static message = 'The plugin has too many requests at once'
  retryAfter = 1
  /** A caller's doing, not a failure of ours: anybody could fill the log with it. */
  isLogged = true
}
