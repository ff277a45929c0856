import { inject } from '@adonisjs/core'
import logger from '@adonisjs/core/services/logger'
import { TextsRefused } from '#catalog/exceptions/product'
import { textModerationHook, type TextModerationAnswer } from '#catalog/hooks/text_moderation'
import { HookCaller, type HookAnswer } from '#runtime/hooks/hook_caller'

/** The texts of a card that buyers read; what did not change is left out. */
export type CardTexts = { title?: string; description?: string; brand?: string }

export type TextMatch = TextModerationAnswer['matches'][number] & { plugin: string }

type Written = { tenantId: string; language: string; texts: CardTexts }

/** Asks the plugins about what people wrote. Asked before the transaction; who cannot be asked has nothing against it. */
@inject()
export class ModerateTexts {
  constructor(private readonly hooks: HookCaller) {}

  /** What a moderator should see. Throws `TextsRefused`, naming field and word. */
  async handle({ tenantId, language, texts }: Written): Promise<TextMatch[]> {
    const written = Object.entries(texts).flatMap(([field, text]) => (text ? [{ field, text }] : []))
    if (written.length === 0) return []
    const matches = (await this.#ask(tenantId, { subject: 'product', language, texts: written })).flatMap(matchesOf)
    const rejected = matches.filter(({ verdict }) => verdict === 'reject')
    if (rejected.length > 0) throw new TextsRefused(rejected)
    return matches
  }

  async #ask(tenantId: string, input: { subject: 'product'; language: string; texts: { field: string; text: string }[] }) {
    try {
      return await this.hooks.call(textModerationHook, { tenantIds: [tenantId], input })
    } catch (error) {
      logger.error({ err: error }, 'plugins could not be asked about texts; they go on without them')
      return []
    }
  }
}

/** A verdict that names no word still counts; it is about the title, which everybody sees. */
function matchesOf({ output, pluginName: plugin }: HookAnswer<TextModerationAnswer>): TextMatch[] {
  const { verdict, matches } = output
  const named = matches.map((match) => ({ ...match, word: plain(match.word), message: match.message && plain(match.message), plugin }))
  const isSaid = verdict === 'pass' || named.some((match) => match.verdict === verdict)
  return isSaid ? named : [...named, { field: 'title', word: '', verdict, plugin }]
}

const plain = (text: string) => text.replace(/\p{Cc}+/gu, ' ').trim()
