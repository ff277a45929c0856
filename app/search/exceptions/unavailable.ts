import { Exception } from '@adonisjs/core/exceptions'

/** The engine does not answer. The shop goes on by categories; jobs catch the index up later. */
export class SearchUnavailable extends Exception {
  static status = 503
  static code = 'E_SEARCH_UNAVAILABLE'
  static message = 'Search does not answer at the moment; categories work as usual'
  retryAfter = 5
  /** The driver logs an outage once; a line per search would bury everything else. */
  isLogged = true
}
