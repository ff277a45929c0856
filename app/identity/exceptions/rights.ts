import { Exception } from '@adonisjs/core/exceptions'

export class UnknownRole extends Exception {
  static status = 404
  static code = 'E_UNKNOWN_ROLE'
  static message = 'There is no such role'
}

/** Nobody gives what they do not have; also not by way of a role they change. */
export class PermissionNotHeld extends Exception {
  static status = 403
  static code = 'E_PERMISSION_NOT_HELD'
  static message = 'You can only give and take permissions that you hold yourself'

  constructor(readonly permissions: readonly string[]) {
    super(`${PermissionNotHeld.message}: ${permissions.join(', ')}`)
  }
}

export class UnknownPermission extends Exception {
  static status = 422
  static code = 'E_UNKNOWN_PERMISSION'

  constructor(readonly permissions: readonly string[]) {
    super(`A role like this cannot hold: ${permissions.join(', ')}`)
  }

  get details() {
    return [{ field: 'permissions', message: this.message, rule: 'permission' }]
  }
}

export class RoleNameTaken extends Exception {
  static status = 422
  static code = 'E_ROLE_NAME_TAKEN'
  static message = 'There is a role of this name already'
  details = [{ field: 'name', message: RoleNameTaken.message, rule: 'unique' }]
}

export class TooManyRoles extends Exception {
  static status = 409
  static code = 'E_TOO_MANY_ROLES'
  static message = 'There are as many roles as there can be: remove one first'
}

export class RoleChanged extends Exception {
  static status = 409
  static code = 'E_ROLE_CHANGED'
  static message = 'Somebody changed the role meanwhile: look at it again'
}

export class NotAMember extends Exception {
  static status = 404
  static code = 'E_NOT_A_MEMBER'
  static message = 'This person is no member of the company'
}
