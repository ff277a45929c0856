import { PlatformCommand } from '#core/commands/platform_command'
import { Reindex, type Reindexed } from '#search/actions/reindex'

export default class SearchReindex extends PlatformCommand<Reindexed> {
  static commandName = 'search:reindex'
  static description = 'Build the search index anew while the old one goes on answering'

  protected async perform() {
    const reindex = await this.app.container.make(Reindex)
    return reindex.handle()
  }

  protected describe({ driver, documents, caughtUp }: Reindexed) {
    return `${documents} products indexed (${driver}), ${caughtUp} of them again because they changed meanwhile`
  }
}
