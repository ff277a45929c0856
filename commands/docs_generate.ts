import { writeFile } from 'node:fs/promises'
import { PlatformCommand } from '#core/commands/platform_command'
import { eventsMarkdown } from '#core/outbox/events_markdown'
import { hookTypes } from '#runtime/build/hook_types'
import { hooksMarkdown } from '#runtime/hooks/hooks_markdown'

export default class DocsGenerate extends PlatformCommand<string[]> {
  static commandName = 'docs:generate'
  static description = 'Write the pages of docs/ and the types for authors that are made from what the domains declare'

  protected async perform() {
    const pages = {
      'docs/events.md': eventsMarkdown(),
      'docs/plugins/hooks.md': hooksMarkdown(),
      'plugins/sdk/typescript/hooks.d.ts': hookTypes(),
    }
    for (const [path, text] of Object.entries(pages)) await writeFile(this.app.makePath(path), text)
    return Object.keys(pages)
  }

  protected describe(pages: string[]) {
    return pages.map((page) => `written: ${page}`).join('\n')
  }
}
