import { readFileSync } from 'node:fs'
import { storagePath } from '../../../services/paths.js'

type Login = { role: string; tenant?: string; email: string; password: string }

/** Everybody of the demo who works in a company or buys. */
export const demoPeople = (): Login[] => demoLogins().filter(({ role, tenant }) => tenant !== undefined || role === 'buyer')

export const demoLogin = (email: string): Login => {
  const login = demoLogins().find((entry) => entry.email === email)
  if (!login) throw new Error(`The demo has no login ${email}`)
  return login
}

const demoLogins = () => (JSON.parse(readFileSync(storagePath('demo-logins.json'), 'utf8')) as { logins: Login[] }).logins

/** A bearer token of a demo login. */
export async function apiLogin(url: string, email: string): Promise<string> {
  const { password } = demoLogin(email)
  const answer = await fetch(`${url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  if (!answer.ok) throw new Error(`Sign-in answered ${answer.status}: ${await answer.text()}`)
  const { access_token: token } = (await answer.json()) as { access_token: string }
  return token
}

/** The cookies of a signed-in browser. */
export async function pageLogin(url: string, email: string): Promise<string> {
  const { password } = demoLogin(email)
  const form = await fetch(`${url}/sign-in`)
  const jar = cookiesOf(form)
  const csrf = /name=["']_csrf["'] value=["']([^"']+)/.exec(await form.text())?.[1] ?? ''
  const answer = await fetch(`${url}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'cookie': jar },
    body: new URLSearchParams({ _csrf: csrf, email, password }),
  })
  if (answer.status !== 302) throw new Error(`Sign-in by page answered ${answer.status}`)
  return mergeCookies(jar, cookiesOf(answer))
}

export const getJson = async <Answer>(url: string, headers: Record<string, string> = {}): Promise<Answer> => {
  const answer = await fetch(url, { headers })
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`)
  return (await answer.json()) as Answer
}

const cookiesOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')

function mergeCookies(...jars: string[]) {
  const pairs = jars
    .join('; ')
    .split('; ')
    .filter(Boolean)
    .map((pair) => [pair.slice(0, pair.indexOf('=')), pair] as const)
  return [...new Map(pairs).values()].join('; ')
}
