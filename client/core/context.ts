import { Registry } from './registry.js'
import { assertSafe } from './http.js'
import { EXIT, Failure, wrongUsage } from './failure.js'
import { profilePath, readProfile, writeProfile, type Profile } from './profile.js'
import type { Input } from './command.js'

export type SignedIn = { token: string; refresh_token?: string }

/** What a command works with besides its words: the person's profile, and the registry they mean. */
export class Context {
  private constructor(
    readonly env: NodeJS.ProcessEnv,
    private readonly path: string,
    readonly profile: Profile,
    private readonly named: string | undefined
  ) {}

  static async read(input: Input, env: NodeJS.ProcessEnv): Promise<Context> {
    const path = profilePath(env)
    const profile = await readProfile(path)
    return new Context(env, path, profile, input.option('registry') ?? env.RIALTO_REGISTRY ?? profile.registry)
  }

  /** `hint` is what a folder remembers of where it was filled from. */
  origin(hint?: string): string {
    const named = this.named ?? hint
    if (!named) throw wrongUsage('Say which registry: --registry https://…, RIALTO_REGISTRY, or login')
    if (!URL.canParse(named)) throw wrongUsage(`${named} is not an address`)
    return assertSafe(new URL(named)).origin
  }

  registry(hint?: string): Registry {
    const origin = this.origin(hint)
    const given = this.env.RIALTO_TOKEN
    return given ? new Registry(origin, given) : new Registry(origin, this.profile.tokens[origin], () => this.renew(origin))
  }

  /** Whose signatures count for a registry, as far as this machine knows. */
  keysOf(origin: string): { key: string | undefined; former: string[] } {
    return { key: this.profile.keys[origin], former: this.profile.former[origin] ?? [] }
  }

  /** Goes on from `key` to the last of those that it signed for; what the ones before that one signed still counts. */
  keepSuccessors(origin: string, { key, successors }: { key: string; successors: readonly string[] }): Promise<void> {
    const { former } = this.keysOf(origin)
    return this.save((profile) => {
      profile.keys[origin] = successors.at(-1)!
      profile.former[origin] = [...new Set([...successors.slice(0, -1), key, ...former])]
    })
  }

  /** A new token for the one that ran out; undefined where there is nothing to renew it with, or that is over, too. */
  private async renew(origin: string): Promise<string | undefined> {
    const { tokens, refresh } = await readProfile(this.path)
    // Another run beside this one did it: what renews a token does so once.
    if (tokens[origin] !== this.profile.tokens[origin]) return tokens[origin]
    if (!refresh[origin]) return undefined
    const json = { refresh_token: refresh[origin] }
    const renewed = await new Registry(origin, undefined)
      .json<SignedIn>('auth/refresh', { method: 'POST', json })
      .catch((error: unknown) => {
        if (error instanceof Failure && error.exitCode === EXIT.failed) return undefined
        throw error
      })
    await this.keepSignIn(origin, renewed)
    return renewed?.token
  }

  /** Nothing where it ended. */
  keepSignIn(origin: string, signedIn: SignedIn | undefined): Promise<void> {
    return this.save(({ tokens, refresh }) => {
      delete tokens[origin]
      delete refresh[origin]
      if (signedIn) tokens[origin] = signedIn.token
      if (signedIn?.refresh_token) refresh[origin] = signedIn.refresh_token
    })
  }

  async save(change: (profile: Profile) => void): Promise<void> {
    change(this.profile)
    await writeProfile(this.path, this.profile)
  }
}
