/** Only a path of this site: `//evil.example` and `/\evil.example` would leave it. */
export const ownPath = (path: unknown, fallback = '/'): string =>
  typeof path === 'string' && /^\/(?![/\\])[^\s]*$/.test(path) ? path : fallback
