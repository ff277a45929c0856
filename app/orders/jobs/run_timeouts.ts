import { inject } from '@adonisjs/core'
import { RunTimeouts as Action } from '#orders/actions/run_timeouts'
import type { Job } from '#core/jobs/types'

@inject()
export default class RunTimeouts implements Job {
  constructor(private readonly runTimeouts: Action) {}

  async handle() {
    while (await this.runTimeouts.handle());
  }
}
