const STEP_MS = 25

/** Waits for a condition instead of sleeping: answers its first truthy value, fails with what it waited for. */
export async function waitFor<Value>(what: string, probe: () => Promise<Value> | Value, timeoutMs = 60_000): Promise<NonNullable<Value>> {
  const deadline = Date.now() + timeoutMs
  for (;;) {
    const value = await probe()
    if (value) return value as NonNullable<Value>
    if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs} ms in vain for: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, STEP_MS))
  }
}
