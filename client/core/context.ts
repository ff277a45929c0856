import { Registry } from './registry.js'
import { assertSafe } from './http.js'
import { wrongUsage } from './failure.js'
import { profilePath, readProfile, writeProfile, type Profile } from './profile.js'
import type { Input } from './command.js'

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
    return new Registry(origin, this.env.RIALTO_TOKEN || this.profile.tokens[origin])
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

  async save(change: (profile: Profile) => void): Promise<void> {
    change(this.profile)
    await writeProfile(this.path, this.profile)
  }
}
