import { PlatformCommand } from '#core/commands/platform_command'
import { RotateVault, type VaultRotation } from '#core/vault/rotate_vault'

type Result = { key_id: string; rotated: number; failed: VaultRotation['failed'] }

export default class VaultRotate extends PlatformCommand<Result> {
  static commandName = 'vault:rotate'
  static description = 'Seal every stored secret anew that was sealed with an older key than VAULT_KEY'

  protected async perform(): Promise<Result> {
    const rotate = await this.app.container.make(RotateVault)
    const { keyId, rotated, failed } = await rotate.handle()
    return { key_id: keyId, rotated, failed }
  }

  protected describe({ key_id: keyId, rotated, failed }: Result) {
    const lines = failed.map(({ table, id, reason }) => `${table} ${id}: ${reason}`)
    const advice = failed.length === 0 ? 'VAULT_PREVIOUS_KEYS is needed no more.' : `${failed.length} could not be opened:`
    return [`Sealed ${rotated} secrets anew with the key ${keyId}. ${advice}`, ...lines].join('\n')
  }

  protected isFailure({ failed }: Result) {
    return failed.length > 0
  }
}
