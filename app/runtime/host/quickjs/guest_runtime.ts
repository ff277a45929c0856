/**
 * What runs inside the engine before any script: takes away what would lie (time, randomness) and what hands out the
 * functions on the stack (`prepareStackTrace`: ours are there too), keeps the built-in functions it needs before a
 * script can change them, and moves texts between script and host. It is text and not a function, since every run of
 * it has to burn the same fuel however this file was compiled.
 *
 * Called with the one function of the host, it answers `{ start, answer }`. Messages to the host begin with a letter:
 * `d` answer, `e` error, `f` refusal of the plugin, `l` log line, `a` request.
 */
export const GUEST_RUNTIME = String.raw`(function (tell) {
'use strict'
const { parse, stringify } = JSON
const { defineProperty, assign, getOwnPropertyNames } = Object
const { construct } = Reflect
const RealDate = Date
const waiting = []
let asked = 0
let settingsText = null

const send = (kind, value) => tell(kind + stringify(value))
const refuse = (message) => { throw new TypeError(message) }
const running = () => settingsText === null && refuse('The platform can not be asked while the module loads: move this into the hook.')

class HostError extends Error {
  constructor(code, message) {
    super(message)
    this.code = code
  }
}
defineProperty(HostError.prototype, 'name', { value: 'HostError', configurable: true })

const ask = (name, request) => {
  running()
  return new Promise((resolve, reject) => {
    tell('a' + name + '\n' + stringify(request))
    waiting[asked++] = { resolve, reject }
  })
}

const describe = (error) => {
  try {
    if (error instanceof Error) return { text: error.name + ': ' + error.message, stack: '' + error.stack }
    return { text: typeof error === 'string' ? error : 'threw ' + stringify(error), stack: '' }
  } catch {
    return { text: 'threw something that can not be shown', stack: '' }
  }
}

const show = (value) => {
  if (typeof value === 'string') return value
  if (value instanceof Error) return describe(value).text
  return stringify(value) ?? String(value)
}
const logAt = (level) => (...values) => {
  running()
  let line = ''
  for (let i = 0; i < values.length; i++) line += (i ? ' ' : '') + show(values[i])
  send('l', [level, line])
}

const noTime = 'There is no clock here: ask with now() from rialto:host, for which the manifest needs the capability clock.'
const noChance = 'There is no chance here: ask with randomBytes() from rialto:host, for which the manifest needs the capability random.'
function GuestDate(...parts) {
  if (!new.target || parts.length === 0) refuse(noTime)
  return construct(RealDate, parts, new.target)
}
GuestDate.prototype = RealDate.prototype
defineProperty(GuestDate, 'name', { value: 'Date', configurable: true })
defineProperty(RealDate.prototype, 'constructor', { value: GuestDate, writable: true, configurable: true })
assign(GuestDate, { parse: RealDate.parse, UTC: RealDate.UTC, now: () => refuse(noTime) })
defineProperty(globalThis, 'Date', { value: GuestDate, writable: true, configurable: true })
Math.random = () => refuse(noChance)
delete globalThis.performance
delete Error.prepareStackTrace
defineProperty(globalThis, 'console', {
  value: { debug: logAt('debug'), log: logAt('info'), info: logAt('info'), warn: logAt('warn'), error: logAt('error') },
  writable: true,
  configurable: true,
})

const host = { ask, running, send, settings: () => { running(); return parse(settingsText) }, logAt, HostError, refuse }
defineProperty(globalThis, '__rialto', { value: host, configurable: true })

return {
  async start(script, name, input, settings) {
    settingsText = settings
    try {
      const value = await script[name](input === '' ? undefined : parse(input))
      tell('d' + (stringify(value) ?? 'null'))
    } catch (error) {
      send('e', describe(error))
    }
  },
  answer(index, kind, text) {
    const { resolve, reject } = waiting[index]
    waiting[index] = undefined
    const value = parse(text)
    if (kind === 'ok') resolve(value)
    else reject(new HostError(value.code, value.message))
  },
  describe: (error) => stringify(describe(error)),
  exports: (script) => {
    const found = []
    const names = getOwnPropertyNames(script)
    for (let i = 0; i < names.length; i++) {
      let type = 'undefined'
      try { type = typeof script[names[i]] } catch {}
      found[i] = [names[i], type]
    }
    return stringify(found)
  },
}
})`
