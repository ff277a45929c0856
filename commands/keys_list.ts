import { PlatformCommand } from '#core/commands/platform_command'
import { signingKeyList, type ListedKey } from '#identity/signing_keys/queries/signing_key_list'
import { SigningKeys } from '#identity/signing_keys/signing_keys'

const SHOWN = 50
/** By when they came into use: a key may have waited long as the next one. */
const LATEST = 'coalesce(activated_at, created_at) desc, id desc'

export default class KeysList extends PlatformCommand<{ keys: ListedKey[] }> {
  static commandName = 'keys:list'
  static description = 'List the keys that sign and verify access tokens'

  protected async perform() {
    await (await this.app.container.make(SigningKeys)).signing()
    return { keys: (await signingKeyList().orderByRaw(LATEST).limit(SHOWN)) as ListedKey[] }
  }

  protected describe({ keys }: { keys: ListedKey[] }) {
    return keys
      .map(({ kid, alg, state, expires_at: end }) => `${kid}  ${alg}  ${state}${end ? ` until ${end.toISOString()}` : ''}`)
      .join('\n')
  }
}
