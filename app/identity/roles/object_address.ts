/** `product:0190…` as people and programs write it. */
export function objectOf(address: string | null | undefined): { type: string; id: string } | null {
  if (!address) return null
  const at = address.indexOf(':')
  return { type: address.slice(0, at), id: address.slice(at + 1) }
}
