import { args } from '@adonisjs/core/ace'
import { PlatformCommand } from '#core/commands/platform_command'
import { VerifyVersion, type VersionVerification } from '#registry/signing/verify_version'

export default class PluginVerify extends PlatformCommand<VersionVerification> {
  static commandName = 'plugin:verify'
  static description = 'Check the stored bytes of a published plugin and every signature over them'

  @args.string({ description: 'Name, or name@version' })
  declare plugin: string

  protected async perform() {
    const [plugin, version] = this.plugin.split('@')
    const verify = await this.app.container.make(VerifyVersion)
    return verify.handle(plugin, version)
  }

  protected describe({ plugin, version, sha256, isIntact, isSigned, isLogged, signatures }: VersionVerification) {
    const verdict = !isIntact
      ? 'is damaged: the stored bytes differ'
      : isSigned
        ? 'is intact and signed'
        : 'is intact, but not fully signed'
    const lines = signatures.map(({ kind, owner, keyId, problem }) => `  ${kind} ${owner}, key ${keyId}: ${problem ?? 'valid'}`)
    const log = isLogged ? '  the public log names it as published' : '  the public log does not name it'
    return [`${plugin} ${version} ${verdict} (sha256 ${sha256})`, ...lines, log].join('\n')
  }

  protected isFailure({ isIntact, signatures }: VersionVerification) {
    return !isIntact || signatures.some(({ isValid }) => !isValid) || !signatures.some(({ kind }) => kind === 'registry')
  }
}
