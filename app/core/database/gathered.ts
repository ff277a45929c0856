type Waiting<Value> = { resolve: (value: Value | undefined) => void; reject: (error: unknown) => void }

/** One on its way and one that follows it: a slow answer holds up half of the others at most. */
const AT_ONCE = 2

/**
 * Makes one look-up of many of those that come while earlier ones are on their way: under load a statement answers a
 * dozen requests. Nobody joins a look-up that has begun, so each sees whatever was committed before it asked.
 */
export function gathered<Value>(find: (keys: string[]) => Promise<Map<string, Value>>): (key: string) => Promise<Value | undefined> {
  let waiting = new Map<string, Waiting<Value>[]>()
  let underWay = 0
  let isDue = false

  /** At the end of this turn of the event loop: whatever else has arrived in it comes along, at no wait to speak of. */
  function sendSoon() {
    if (isDue || underWay === AT_ONCE || !waiting.size) return
    isDue = true
    setImmediate(() => void send())
  }

  async function send() {
    isDue = false
    const asked = waiting
    waiting = new Map()
    underWay += 1
    try {
      const found = await find([...asked.keys()])
      asked.forEach((callers, key) => callers.forEach(({ resolve }) => resolve(found.get(key))))
    } catch (error) {
      asked.forEach((callers) => callers.forEach(({ reject }) => reject(error)))
    } finally {
      underWay -= 1
      sendSoon()
    }
  }

  return (key) =>
    new Promise((resolve, reject) => {
      const callers = waiting.get(key)
      if (callers) callers.push({ resolve, reject })
      else waiting.set(key, [{ resolve, reject }])
      sendSoon()
    })
}
