/**
 * One password, however it was typed: NFKC, as NIST SP 800-63B advises, so that "é" from a telephone and from a laptop is the same.
 * Nothing is trimmed and nothing changes case.
 */
export const normalPassword = (plain: string): string => plain.normalize('NFKC')

/** What a stored hash may have been made of: today's spelling, and that of passwords stored before they were normalised. */
export function spellingsOf(plain: string): string[] {
  const normal = normalPassword(plain)
  return normal === plain ? [normal] : [normal, plain]
}
