export const THEME_COOKIE = 'rialto_theme'
export const THEMES = ['light', 'dark', 'auto'] as const
export type Theme = (typeof THEMES)[number]

/** The cookie's theme; `auto` follows the system and needs no script: colours are `light-dark()` pairs. */
export const themeOf = (cookie: unknown): Theme => THEMES.find((theme) => theme === cookie) ?? 'auto'
