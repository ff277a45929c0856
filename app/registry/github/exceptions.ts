import { Exception } from '@adonisjs/core/exceptions'

export class RepositoryNotLinked extends Exception {
  static status = 404
  static code = 'E_REPOSITORY_NOT_LINKED'
  static message = 'No repository is linked to this plugin'
}

export class NoticeRefused extends Exception {
  static status = 401
  static code = 'E_NOTICE_REFUSED'
  static message = 'This was not signed with the secret of the link'
}

/** Why a release became no version; told to the owner, and tried no more. */
export class ReleaseRefused extends Exception {
  static status = 422
  static code = 'E_RELEASE_REFUSED'
}
