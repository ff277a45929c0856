import { schemaTable } from '#core/json_schema_table'
import { allHooks, type Hook } from '#runtime/hooks/define_hook'
import { hookLimits } from '#runtime/hooks/hook_limits'

const HEAD = `# Hooks

Points at which plugins are asked. Input and answer are JSON in UTF-8; money is in minor units. All plugins of a hook are asked at once.
What does not come in time or in shape is left out where the hook fails open, and refuses the act where it fails closed. A seller's plugin
sees that seller's things only. Old versions of a hook stay.

This page is generated from what the domains declare (\`app/*/hooks/\`) by \`node ace docs:generate\`.
`

const KINDS: Record<Hook['kind'], string> = {
  function: 'every enabled plugin is asked',
  provider: 'one installation is asked, the one that somebody chose',
  surface: 'asked for what the manifest of the plugin itself declares',
}

/** `docs/plugins/hooks.md`, from what is declared. */
export const hooksMarkdown = (): string => [HEAD, index(), ...allHooks().map(section)].join('\n')

const index = () =>
  [
    '| hook | export | what for |',
    '|---|---|---|',
    ...allHooks().map((hook) => `| \`${hook.id}\` | \`${hook.exportName}\` | ${hook.title} |`),
    '',
  ].join('\n')

function section(hook: Hook): string {
  const { fuel, wallMs } = hookLimits(hook)
  const facts = [
    `Export \`${hook.exportName}\``,
    KINDS[hook.kind],
    `${wallMs.toLocaleString('en')} ms`,
    `${(fuel / 1_000_000).toLocaleString('en')} M fuel`,
    `fails ${hook.failure}`,
    hook.sideEffects ? 'has effects outside, so a call is never repeated by itself' : 'has no effects outside, so a call may be repeated',
  ]
  return [
    `## \`${hook.id}\`: ${hook.title}\n`,
    `${hook.summary}\n`,
    `${facts.join(' · ')}.\n`,
    `**Several plugins.** ${hook.combine}\n`,
    part('Input', hook.input, hook.example.input),
    part('Answer', hook.output, hook.example.output),
  ].join('\n')
}

const part = (title: string, schema: object, example: unknown) =>
  [`### ${title}\n`, schemaTable(schema), `\n\`\`\`json\n${JSON.stringify(example, null, 2)}\n\`\`\`\n`].filter(Boolean).join('\n')
