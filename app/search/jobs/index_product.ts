import { inject } from '@adonisjs/core'
import { IndexProducts } from '#search/actions/index_products'
import type { EventBatch, Job } from '#core/jobs/types'

/** Reads the truth again: the order of events and repeats do not matter. */
@inject()
export default class IndexProduct implements Job<EventBatch> {
  constructor(private readonly indexProducts: IndexProducts) {}

  async handle({ events }: EventBatch) {
    await this.indexProducts.handle({ productIds: events.map(({ aggregateId }) => aggregateId) })
  }
}
