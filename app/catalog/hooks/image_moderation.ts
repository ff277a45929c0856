import { count, list, oneOf, record, text } from '#core/json_schema'
import { defineHook } from '#runtime/hooks/define_hook'
import { TEXT_VERDICTS, type TextVerdict } from '#catalog/hooks/text_moderation'

export type ImageModerationInput = {
  subject: 'product'
  image: { url: string; sha256: string; media_type: string; bytes: number; width: number; height: number }
}

export type ImageModerationAnswer = { verdict: TextVerdict; labels: { name: string; score: number }[]; message?: string }

/** Pictures are not handed over but linked: they are larger than a call may be, and a vision model fetches them by itself. */
defineHook<ImageModerationInput, ImageModerationAnswer>({
  name: 'image_moderation',
  version: 1,
  title: 'Pictures that others will see',
  summary:
    'Asked by a job for each picture that a seller uploads, before buyers see it. `url` is a link that ends within the hour and needs no sign-in. `review` puts the picture before a moderator, `reject` keeps it back.',
  combine: 'The worst verdict counts; the labels of all plugins are kept.',
  kind: 'function',
  input: record({
    subject: oneOf(['product'], 'What the picture belongs to'),
    image: record({
      url: text(2_000),
      sha256: text(64, 'Of the bytes behind `url`'),
      media_type: text(60),
      bytes: count(),
      width: count('Pixels'),
      height: count('Pixels'),
    }),
  }),
  output: record(
    {
      verdict: oneOf(TEXT_VERDICTS),
      labels: list(record({ name: text(80), score: { type: 'number', minimum: 0, maximum: 1 } }), 50, 'What is seen, and how surely'),
      message: text(300, 'Why, for whoever uploaded it'),
    },
    ['message']
  ),
  example: {
    input: {
      subject: 'product',
      image: {
        url: 'https://shop.example/files/products/tea.webp?signature=…',
        sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
        media_type: 'image/webp',
        bytes: 48_213,
        width: 1_200,
        height: 900,
      },
    },
    output: { verdict: 'pass', labels: [{ name: 'teapot', score: 0.98 }] },
  },
  mode: 'job',
  deadlineMs: 20_000,
  failure: 'open',
  sideEffects: false,
})
