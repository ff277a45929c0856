import { now, settings, verifySignature } from 'rialto:host'
import type { HttpEndpointV1Answer, HttpEndpointV1Input } from 'rialto:hooks'

type Settings = { algorithm: 'HS256' | 'RS256'; public_key: string; issuer: string; audience: string; leeway_seconds: number }
type Claims = Record<string, unknown>

/** Why a token does not count; told to whoever asked, since it says nothing about the key. */
class Refused extends Error {}

const MAX_TOKEN = 8_000
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** `/check`: the claims of the bearer token, or 401 with the reason. */
export async function http_endpoint_v1({ headers }: HttpEndpointV1Input): Promise<HttpEndpointV1Answer> {
  try {
    const claims = await checkedClaims(bearerOf(headers as Record<string, string>), settings<Settings>())
    return answer(200, { active: true, claims })
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return answer(401, { active: false, error: 'invalid_token', reason: error.message })
  }
}

const answer = (status: number, body: object): HttpEndpointV1Answer => ({
  status,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: JSON.stringify(body),
})

function bearerOf(headers: Record<string, string>): string {
  const [scheme, token = ''] = (headers.authorization ?? '').split(' ')
  if (scheme?.toLowerCase() !== 'bearer' || token === '') throw new Refused('There is no bearer token')
  if (token.length > MAX_TOKEN) throw new Refused(`The token has more than ${MAX_TOKEN} characters`)
  return token
}

/** The algorithm is what the settings say, never what the token says: a public key must not serve as a shared secret. */
async function checkedClaims(token: string, options: Settings): Promise<Claims> {
  const [head, body, signature, ...rest] = token.split('.')
  if (!head || !body || !signature || rest.length > 0) throw new Refused('The token does not have three parts')
  const { alg, crit } = readPart(head)
  if (alg !== options.algorithm) throw new Refused(`The token is not signed with ${options.algorithm}`)
  if (crit !== undefined) throw new Refused('The token asks for extensions that are not known here')
  const key = options.algorithm === 'HS256' ? { key: { secret: 'shared_secret' } } : { publicKey: options.public_key }
  if (!(await verifySignature({ algorithm: options.algorithm, ...key, data: `${head}.${body}`, signature })))
    throw new Refused('The signature is not right')
  const claims = readPart(body)
  refuseByTime(claims, { seconds: (await now()) / 1000, leeway: options.leeway_seconds })
  refuseByParty(claims, options)
  return claims
}

function refuseByTime({ exp, nbf, iat }: Claims, { seconds, leeway }: { seconds: number; leeway: number }): void {
  for (const [name, value] of Object.entries({ exp, nbf, iat })) {
    if (value !== undefined && !Number.isFinite(value)) throw new Refused(`${name} is not a time`)
  }
  if (exp === undefined) throw new Refused('The token never expires')
  if (seconds >= (exp as number) + leeway) throw new Refused('The token has expired')
  if (nbf !== undefined && seconds < (nbf as number) - leeway) throw new Refused('The token is not valid yet')
}

function refuseByParty({ iss, aud }: Claims, { issuer, audience }: Settings): void {
  if (issuer !== '' && iss !== issuer) throw new Refused('The token is of another issuer')
  const audiences = Array.isArray(aud) ? aud : [aud]
  if (audience !== '' && !audiences.includes(audience)) throw new Refused('The token is for another audience')
}

function readPart(part: string): Claims {
  try {
    const value: unknown = JSON.parse(textOf(part))
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Claims
  } catch {
    // refused below
  }
  throw new Refused('The token cannot be read')
}

/** Base64url to text in UTF-8. */
function textOf(part: string): string {
  let [group, bits, escaped] = [0, 0, '']
  for (const letter of part) {
    const value = LETTERS.indexOf(letter)
    if (value < 0) throw new Refused('The token cannot be read')
    group = ((group << 6) | value) & 0xffffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    escaped += `%${((group >> bits) & 255).toString(16).padStart(2, '0')}`
  }
  return decodeURIComponent(escaped)
}
