export type SignedFacts = { name: string; version: string; sha256: string }

/** What is signed: who can make this text can make no other of the same meaning. No line may hold a line break. */
export function signedStatement({ name, version, sha256 }: SignedFacts): string {
  const lines = ['rialto-plugin-v1', name, version, sha256]
  if (lines.some((line) => /[\r\n]/.test(line))) throw new Error('What is signed must stand on one line')
  return lines.join('\n')
}

/** What a key of the registry signs for the one that follows it: nothing else it signs looks like this. */
export const rotationStatement = (from: string, to: string): string => `rialto-registry-key-v1\n${from}\n${to}`
