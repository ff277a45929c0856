const { up } = window

/**
 * Elements with `[data-live="channel"]` reload themselves when the server nudges the channel. One EventSource per
 * page, opened when the first such element appears. A lost connection is reopened by the browser, and all elements
 * are read again then, for the nudges in between are gone.
 */
const listening = new Map()
let source = null
let uid = null
let opened = false

const csrfToken = () => document.querySelector('meta[name=csrf-token]')?.content ?? ''

function tell(action, channel) {
  return fetch(`/__transmit/${action}`, {
    method: 'POST',
    headers: { 'accept': 'application/json', 'content-type': 'application/json', 'x-csrf-token': csrfToken() },
    body: JSON.stringify({ uid, channel }),
  }).catch(() => {})
}

function reload(channel) {
  for (const element of listening.get(channel) ?? []) {
    if (element.isConnected && up.layer.get(element)) up.reload(element, { cache: false, focus: 'keep', scroll: 'keep' }).catch(() => {})
  }
}

function connect() {
  uid = crypto.randomUUID()
  source = new EventSource(`/__transmit/events?uid=${uid}`)
  source.addEventListener('open', () => {
    for (const channel of listening.keys()) {
      void tell('subscribe', channel)
      if (opened) reload(channel)
    }
    opened = true
  })
  source.addEventListener('message', (event) => reload(JSON.parse(event.data).channel))
  window.addEventListener('pagehide', () => source.close(), { once: true })
}

up.compiler('[data-live]', (element) => {
  const channel = element.dataset.live
  const known = listening.get(channel) ?? new Set()
  known.add(element)
  const isFirst = !listening.has(channel)
  listening.set(channel, known)
  if (!source) connect()
  else if (isFirst && opened) void tell('subscribe', channel)
  return () => {
    known.delete(element)
    if (known.size || listening.get(channel) !== known) return
    listening.delete(channel)
    void tell('unsubscribe', channel)
  }
})
