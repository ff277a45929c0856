/** Translation key of what a scope allows: `tokens.scope_catalog_read`. */
export const scopeKey = (scope: string): string => `tokens.scope_${scope.replace(':', '_')}`
