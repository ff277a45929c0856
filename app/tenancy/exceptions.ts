import { Exception } from '@adonisjs/core/exceptions'

export class TenantContextMissing extends Exception {
  static status = 500
  static code = 'E_TENANT_CONTEXT_MISSING'
  static message = 'A tenant-owned model was used outside a tenant: wrap it in runInTenant() or withoutTenantScope()'
}

export class CrossTenantWrite extends Exception {
  static status = 500
  static code = 'E_CROSS_TENANT_WRITE'
  static message = 'A row may neither be written into another tenant nor moved there'
}

export class UnknownMember extends Exception {
  static status = 404
  static code = 'E_UNKNOWN_MEMBER'
  static message = 'There is no such member'
}

export class LastOwner extends Exception {
  static status = 409
  static code = 'E_LAST_OWNER'
  static message = 'A company must keep one owner: make somebody else owner first'
}

export class AlreadyMember extends Exception {
  static status = 422
  static code = 'E_ALREADY_MEMBER'
  static message = 'This person is a member already'
  details = [{ field: 'email', message: AlreadyMember.message, rule: 'unique' }]
}

export class InvitationNotOpen extends Exception {
  static status = 404
  static code = 'E_INVITATION_NOT_OPEN'
  static message = 'The invitation does not exist, has expired or was used'
}

export class InvitedSomebodyElse extends Exception {
  static status = 403
  static code = 'E_INVITED_SOMEBODY_ELSE'
  static message = 'This invitation was sent to another email address: sign in with that account'
}

export class TenantChanged extends Exception {
  static status = 412
  static code = 'E_TENANT_CHANGED'
  static message = 'The company was changed meanwhile: look at it again'
}

export class TransferNotOpen extends Exception {
  static status = 404
  static code = 'E_OWNERSHIP_OFFER_NOT_OPEN'
  static message = 'There is no open offer of this company, or not to you'
}

export class TransferOpen extends Exception {
  static status = 409
  static code = 'E_OWNERSHIP_OFFERED'
  static message = 'The company is offered to somebody already: withdraw that first'
}

export class NoTransferToYourself extends Exception {
  static status = 422
  static code = 'E_NO_TRANSFER_TO_YOURSELF'
  static message = 'The company is yours already'
  details = [{ field: 'user_id', message: NoTransferToYourself.message, rule: 'other' }]
}

export class NameNotRepeated extends Exception {
  static status = 422
  static code = 'E_NAME_NOT_REPEATED'
  static message = "Repeat the company's name exactly as it is written"
  details = [{ field: 'name', message: NameNotRepeated.message, rule: 'same' }]
}

export class TenantStillBusy extends Exception {
  static status = 409
  static code = 'E_TENANT_BUSY'
  static message = 'The company still has open business: finish it first'
}
