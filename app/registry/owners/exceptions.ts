import { Exception } from '@adonisjs/core/exceptions'

export class RoleTooLow extends Exception {
  static status = 403
  static code = 'E_PERMISSION_DENIED'
  static message = 'Your role in this plugin does not allow this'
}

export class TrustedPublishingOnly extends Exception {
  static status = 403
  static code = 'E_TRUSTED_PUBLISHING_ONLY'
  static message = 'The owners of this plugin take versions from trusted builds only'
}

export class LastOwner extends Exception {
  static status = 409
  static code = 'E_LAST_PLUGIN_OWNER'
  static message = 'A plugin must keep one owner: make somebody else owner first'
}

export class AlreadyOwner extends Exception {
  static status = 409
  static code = 'E_ALREADY_PLUGIN_OWNER'
  static message = 'This person publishes the plugin already'
}

export class OwnerNotFound extends Exception {
  static status = 404
  static code = 'E_PLUGIN_OWNER_NOT_FOUND'
  static message = 'This person does not publish the plugin'
}

export class PluginInvitationNotOpen extends Exception {
  static status = 404
  static code = 'E_PLUGIN_INVITATION_NOT_OPEN'
  static message = 'The invitation does not exist, has expired or was used'
}

export class MeantForSomebodyElse extends Exception {
  static status = 403
  static code = 'E_MEANT_FOR_SOMEBODY_ELSE'
  static message = 'This was sent to another address: sign in with the account of that address'
}

export class TransferUnderWay extends Exception {
  static status = 409
  static code = 'E_TRANSFER_UNDER_WAY'
  static message = 'A transfer of this plugin is under way: cancel it first'
}

export class TransferNotOpen extends Exception {
  static status = 404
  static code = 'E_TRANSFER_NOT_OPEN'
  static message = 'There is no such transfer, or it has ended'
}
