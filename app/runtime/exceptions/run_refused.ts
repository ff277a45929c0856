import { Exception } from '@adonisjs/core/exceptions'

const WHY = {
  hook: 'The hook of this run does not exist any more',
  no_sample: 'No sample of this run was kept: replay needs one',
  cut: 'The sample of this run was cut: it would not be the same run',
}

/** Only a run whose whole input was kept can be repeated. */
export class RunNotReplayable extends Exception {
  static status = 409
  static code = 'E_RUN_NOT_REPLAYABLE'

  constructor(readonly why: keyof typeof WHY) {
    super(WHY[why])
  }
}
