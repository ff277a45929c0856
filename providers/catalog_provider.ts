import { LiveBus } from '#core/live/live_bus'
import { CategoryTree } from '#catalog/category_tree'
import type { ApplicationService } from '@adonisjs/core/types'

export default class CatalogProvider {
  constructor(protected app: ApplicationService) {}

  register() {
    this.app.container.singleton(CategoryTree, async (resolver) => new CategoryTree(await resolver.make(LiveBus)))
  }
}
