import env from '#start/env'
import proxyAddr from 'proxy-addr'
import { answerBadUrl } from '#core/http/bad_url'
import { defineConfig } from '@adonisjs/core/http'

export const appUrl = env.get('APP_URL')

/** Empty by default: a forged forwarding header must not set the client address or the host of links. */
const trusted = (env.get('TRUSTED_PROXIES') ?? '')
  .split(',')
  .map((entry) => entry.trim())
  .filter(Boolean)

export const http = defineConfig({
  generateRequestId: true,
  allowMethodSpoofing: false,
  useAsyncLocalStorage: false,
  onBadUrl: answerBadUrl,
  /** A comma is a comma: `?q=red, blue` is one text, not a list. */
  qs: { parse: { comma: false } },
  trustProxy: trusted.length ? proxyAddr.compile(trusted) : () => false,
  cookie: {
    path: '/',
    maxAge: '2h',
    httpOnly: true,
    secure: appUrl.startsWith('https:'),
    sameSite: 'lax',
  },
})
