import { Exception } from '@adonisjs/core/exceptions'

export class ProposalNotFound extends Exception {
  static status = 404
  static code = 'E_PROPOSAL_NOT_FOUND'
  static message = 'There is no such proposal'
}

/** Decided, withdrawn or run out meanwhile. */
export class ProposalClosed extends Exception {
  static status = 409
  static code = 'E_PROPOSAL_CLOSED'
  static message = 'This proposal no longer waits for a decision'
}

export class AlreadyProposed extends Exception {
  static status = 409
  static code = 'E_ALREADY_PROPOSED'
  static message = 'The same is proposed already and waits for a second person'
}

export class SecondPersonRequired extends Exception {
  static status = 409
  static code = 'E_SECOND_PERSON_REQUIRED'
  static message = 'Somebody else has to confirm this: neither who proposed it nor whom it concerns'
}
