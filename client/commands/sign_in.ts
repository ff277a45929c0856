import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import type { SignedIn } from '../core/context.js'
import { wrongUsage } from '../core/failure.js'
import type { Command } from '../core/command.js'

export const login: Command = {
  name: 'login',
  words: '',
  about: 'Keep a token for a registry, readable by you alone: one of the panel (rlt_…) from standard input, or one for --email',
  options: {
    email: { value: 'ADDRESS', about: 'Sign in as this person instead; the password is read from standard input' },
    code: { value: '123456', about: 'The code of the second factor, where there is one' },
  },
  least: 0,
  most: 0,
  async run(input, context) {
    const origin = context.origin()
    const email = input.option('email')
    const secret = context.env.RIALTO_TOKEN && !email ? context.env.RIALTO_TOKEN : await ask(email ? 'Password: ' : 'Token: ')
    if (!secret) throw wrongUsage('Nothing was given on standard input')
    const code = input.option('code')
    const credentials = { email, password: secret, ...(code ? { two_factor_code: code } : {}) }
    if (!email) refuseOthers(secret)
    const signedIn = email
      ? await context.registry().json<SignedIn>('auth/login', { method: 'POST', json: credentials })
      : { token: secret }
    await context.keepSignIn(origin, signedIn)
    await context.save((profile) => void (profile.registry = origin))
    return { data: { registry: origin, email: email ?? null }, text: email ? `Signed in at ${origin}` : `The token for ${origin} is kept` }
  },
}

export const logout: Command = {
  name: 'logout',
  words: '',
  about: 'Forget the token kept for a registry',
  options: {},
  least: 0,
  most: 0,
  async run(_, context) {
    const origin = context.origin()
    await context.keepSignIn(origin, undefined)
    return { data: { registry: origin }, text: `The token for ${origin} is forgotten on this machine` }
  },
}

/** A password or half a token, kept as a token, would be missed much later. */
function refuseOthers(secret: string) {
  if (!/^rlt_[\w-]{20,100}$/.test(secret)) {
    throw wrongUsage('This is not a token of the panel: those begin with rlt_. For a sign-in, say --email')
  }
}

/** A line of standard input; what a person types is not shown. */
async function ask(question: string): Promise<string> {
  const { stdin, stderr } = process
  if (stdin.isTTY) stderr.write(question)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const reader = createInterface({ input: stdin, output: silent, terminal: stdin.isTTY })
  const [line = ''] = await new Promise<string[]>((resolve) => {
    reader.once('line', (text) => resolve([text]))
    reader.once('close', () => resolve([]))
  })
  reader.close()
  if (stdin.isTTY) stderr.write('\n')
  return line.trim()
}
