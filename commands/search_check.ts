import { PlatformCommand } from '#core/commands/platform_command'
import { SearchIndex } from '#search/search_index'
import { checkIndex, isInStep, type IndexCheck } from '#search/queries/check_index'

export default class SearchCheck extends PlatformCommand<IndexCheck> {
  static commandName = 'search:check'
  static description = 'Compare the search index with the catalogue'

  protected async perform() {
    return checkIndex(await this.app.container.make(SearchIndex))
  }

  protected isFailure(check: IndexCheck) {
    return !isInStep(check)
  }

  protected describe(check: IndexCheck) {
    const counts = `${check.products} products, ${check.documents} documents (${check.driver})`
    if (isInStep(check)) return `${counts}: in step`
    return `${counts}: ${check.missing.length} missing, ${check.stale.length} stale, ${check.extra.length} too many; run search:reindex`
  }
}
