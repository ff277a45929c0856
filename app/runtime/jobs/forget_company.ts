import { inject } from '@adonisjs/core'
import { EnabledInstallations } from '#runtime/installations/enabled_installations'
import type { Job } from '#core/jobs/types'

/** What was switched off with a company is still in the memory of every process. */
@inject()
export default class ForgetCompany implements Job {
  constructor(private readonly enabled: EnabledInstallations) {}

  async handle() {
    await this.enabled.announceChange()
  }
}
