import { Exception } from '@adonisjs/core/exceptions'
import type { FieldProblem } from '#core/http/problem'

/** The upload is not what it says or not what we take: each problem names its field. */
export class InvalidPlugin extends Exception {
  static status = 422
  static code = 'E_VALIDATION_FAILED'
  static message = 'The plugin cannot be published as it is'

  constructor(readonly details: FieldProblem[]) {
    super(details.length === 1 ? details[0].message : InvalidPlugin.message)
  }

  static field(field: string, message: string, rule = 'invalid') {
    return new InvalidPlugin([{ field, message, rule }])
  }
}

export class PluginNotFound extends Exception {
  static status = 404
  static code = 'E_PLUGIN_NOT_FOUND'
  static message = 'There is no such plugin'
}

/** Also for who may not see it: a publisher's inside is its people's. */
export class PublisherNotFound extends Exception {
  static status = 404
  static code = 'E_PUBLISHER_NOT_FOUND'
  static message = 'There is no such publisher'
}

export class VersionNotFound extends Exception {
  static status = 404
  static code = 'E_VERSION_NOT_FOUND'
  static message = 'The plugin has no such version'
}

export class VersionExists extends Exception {
  static status = 409
  static code = 'E_VERSION_EXISTS'
  static message = 'This version number was used before; a version never changes, publish the next one'
  details = [{ field: 'version', message: VersionExists.message, rule: 'unique' }]
}

export class NameTaken extends Exception {
  static status = 409
  static code = 'E_NAME_TAKEN'
  static message = 'The name is taken, or looks like one that is'
  details = [{ field: 'name', message: NameTaken.message, rule: 'unique' }]
}

export class NotPluginOwner extends Exception {
  static status = 403
  static code = 'E_PERMISSION_DENIED'
  static message = 'The plugin belongs to another publisher'
}

export class PluginFrozen extends Exception {
  static status = 409
  static code = 'E_PLUGIN_FROZEN'
  static message = 'The plugin takes no new versions now'
}

export class StatusConflict extends Exception {
  static status = 409
  static code = 'E_STATUS_CONFLICT'
  static message = 'This was changed meanwhile, or cannot be done in its present state'
}

export class PluginWithdrawn extends Exception {
  static status = 409
  static code = 'E_PLUGIN_WITHDRAWN'
  static message = 'This version was withdrawn by the platform and cannot run; update to another one'
}

export class UploadNotFound extends Exception {
  static status = 404
  static code = 'E_UPLOAD_NOT_FOUND'
  static message = 'The upload address is unknown, used or expired'
}

export class ArtifactTooLarge extends Exception {
  static status = 413
  static code = 'E_ARTIFACT_TOO_LARGE'
  static message = 'The module is larger than allowed'
  details = [{ field: 'artifact', message: ArtifactTooLarge.message, rule: 'max' }]
}
