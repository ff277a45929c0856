import { list, record, text } from '#core/json_schema'
import { defineHook } from '#runtime/hooks/define_hook'

export type TemplateFunctionInput = { name: string; args: string[] }
export type TemplateFunctionAnswer = { text: string }

/** Texts in and text out, so that what it gives is escaped like any other value. */
defineHook<TemplateFunctionInput, TemplateFunctionAnswer>({
  name: 'template_function',
  version: 1,
  title: 'Functions inside message templates',
  summary:
    'Asked by a job while a message is written: `{{ sha256(order.number) }}` asks for `sha256` with its arguments as texts. The answer is put in as text and escaped for the place where it stands. A plugin fails a call whose name it does not know. The contract stands; the caller comes with templates that operators can edit.',
  combine: 'The plugins are asked in the order of installation; the first that answers counts. Without one the message is not sent.',
  kind: 'function',
  input: record({
    name: { type: 'string', pattern: '^[a-z][a-z0-9_]{0,49}$' },
    args: list(text(10_000), 10),
  }),
  output: record({ text: text(20_000) }),
  example: { input: { name: 'base64', args: ['привет'] }, output: { text: '0L/RgNC40LLQtdGC' } },
  mode: 'job',
  deadlineMs: 5_000,
  failure: 'open',
  sideEffects: false,
})
