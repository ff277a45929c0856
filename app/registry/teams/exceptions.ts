import { Exception } from '@adonisjs/core/exceptions'

export class NotPublisherAdmin extends Exception {
  static status = 403
  static code = 'E_NOT_PUBLISHER_ADMIN'
  static message = 'Only admins of the publisher may do this'
}

export class PublisherNameTaken extends Exception {
  static status = 409
  static code = 'E_PUBLISHER_NAME_TAKEN'
  static message = 'This name is taken'
}

export class LastPublisherAdmin extends Exception {
  static status = 409
  static code = 'E_LAST_PUBLISHER_ADMIN'
  static message = 'A publisher must keep one admin: make somebody else admin first'
}

export class MemberNotFound extends Exception {
  static status = 404
  static code = 'E_PUBLISHER_MEMBER_NOT_FOUND'
  static message = 'This person does not belong to the publisher'
}

export class AlreadyMember extends Exception {
  static status = 409
  static code = 'E_ALREADY_PUBLISHER_MEMBER'
  static message = 'This person belongs to the publisher already'
}

export class TeamNotFound extends Exception {
  static status = 404
  static code = 'E_TEAM_NOT_FOUND'
  static message = 'There is no such team'
}

export class TooManyPublishers extends Exception {
  static status = 409
  static code = 'E_TOO_MANY_PUBLISHERS'
  static message = 'You look after as many publishers as one person may'
}

export class PublisherRestricted extends Exception {
  static status = 409
  static code = 'E_PUBLISHER_RESTRICTED'
  static message = 'The publisher is restricted: its plugins stay where they are until that is lifted'
}
