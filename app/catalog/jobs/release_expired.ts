import { inject } from '@adonisjs/core'
import { ReleaseReservations } from '#catalog/actions/release_reservations'
import type { Job } from '#core/jobs/types'

@inject()
export default class ReleaseExpired implements Job {
  constructor(private readonly releaseReservations: ReleaseReservations) {}

  async handle() {
    while (await this.releaseReservations.expired());
  }
}
