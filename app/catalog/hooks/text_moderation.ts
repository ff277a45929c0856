import { list, oneOf, record, text } from '#core/json_schema'
import { defineHook } from '#runtime/hooks/define_hook'

export type TextModerationInput = { subject: 'product'; language: string; texts: { field: string; text: string }[] }

export const TEXT_VERDICTS = ['pass', 'review', 'reject'] as const
export type TextVerdict = (typeof TEXT_VERDICTS)[number]

export type TextModerationAnswer = {
  verdict: TextVerdict
  matches: { field: string; word: string; verdict: 'review' | 'reject'; message?: string }[]
}

/** Asked by everything people write for others to read; the catalogue is the first. */
export const textModerationHook = defineHook<TextModerationInput, TextModerationAnswer>({
  name: 'text_moderation',
  version: 1,
  title: 'Texts that others will read',
  summary:
    'Asked when a product is published, and when a published one gets another title, description or brand. `reject` refuses the change and names field and word; `review` lets it through and puts it before a moderator. Without an answer nobody objects.',
  combine: 'The worst verdict counts; the matches of all plugins are shown.',
  kind: 'function',
  input: record({
    subject: oneOf(['product'], 'What the texts belong to'),
    language: text(8, '`ru` or `en`'),
    texts: list(record({ field: text(60), text: text(20_000) }), 50),
  }),
  output: record({
    verdict: oneOf(TEXT_VERDICTS),
    matches: list(
      record(
        {
          field: text(60),
          word: text(200),
          verdict: oneOf(['review', 'reject']),
          message: text(300, 'Why, for whoever wrote it'),
        },
        ['message']
      ),
      200
    ),
  }),
  example: {
    input: { subject: 'product', language: 'en', texts: [{ field: 'title', text: 'A fake watch' }] },
    output: { verdict: 'reject', matches: [{ field: 'title', word: 'fake', verdict: 'reject' }] },
  },
  mode: 'request',
  deadlineMs: 600,
  failure: 'open',
  sideEffects: false,
})
