import { inject } from '@adonisjs/core'
import { SearchIndex } from '#search/search_index'
import type { Job } from '#core/jobs/types'

@inject()
export default class Maintain implements Job {
  constructor(private readonly index: SearchIndex) {}

  async handle() {
    await this.index.maintain()
  }
}
