/** What a program's token may be used for. Everything else of the API is for people who signed in. */
export const TOKEN_SCOPES = ['publish-new', 'publish-update', 'yank', 'owners', 'trusted-publishing'] as const

export type TokenScope = (typeof TOKEN_SCOPES)[number]

/** A plugin's canonical name, or the beginning of several: `acme-*`. `*` alone is said by naming none. */
export const PLUGIN_PATTERN = /^[a-z0-9]+(?:[-_.][a-z0-9]+)*(?:[-_.]?\*)?$/i

/** Whether patterns reach a plugin; none at all reach every one. Names and patterns are canonical. */
export const reaches = (patterns: readonly string[], canonName: string): boolean =>
  !patterns.length ||
  patterns.some((pattern) => (pattern.endsWith('*') ? canonName.startsWith(pattern.slice(0, -1)) : pattern === canonName))
