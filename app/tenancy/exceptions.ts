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
