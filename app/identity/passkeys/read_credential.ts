/** What a browser says of a credential; null for what is no such thing. Its parts are checked by who verifies the signature. */
export function readCredential<Response extends { id: string; response: object }>(text: string): Response | null {
  try {
    const value = JSON.parse(text) as Partial<Response> | null
    const isOne = typeof value?.id === 'string' && value.id.length <= 1400 && !!value.response && typeof value.response === 'object'
    return isOne ? (value as Response) : null
  } catch {
    return null
  }
}

/** What the browser says it answered; null where it says nothing. Believed once it is found to be ours. */
export function challengeIn({ response }: { response: { clientDataJSON?: unknown } }): string | null {
  try {
    const { challenge } = JSON.parse(Buffer.from(String(response.clientDataJSON), 'base64url').toString()) as { challenge?: unknown }
    return typeof challenge === 'string' ? challenge : null
  } catch {
    return null
  }
}
