import { schemaTable } from '#core/json_schema_table'
import { publicEvents } from '#core/outbox/public_events'

const HEAD = `# Events

Facts that happened, as plugins hear them (\`events\` in the manifest, hook \`event@1\`). An event is written with the change itself and
told at least once, in no promised order: whoever consumes one is idempotent by its id. A tenant's plugins hear of that tenant only, the
platform's of all.

A payload never loses a field within a version; it may gain some. Money is in minor units. Who bought, and what people wrote, is left out.

This page is generated from \`app/*/events/public_events.ts\` by \`node ace docs:generate\`. Events that are not here are for the platform
alone and may change at any time.
`

/** `docs/events.md`, from what is declared. */
export const eventsMarkdown = (): string =>
  [
    HEAD,
    ...publicEvents().map(
      ({ name, summary, aggregate, schema }) => `## \`${name}\`\n\n${summary} \`aggregate_id\`: ${aggregate}.\n\n${schemaTable(schema)}\n`
    ),
  ].join('\n')
