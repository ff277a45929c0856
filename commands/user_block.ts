import { args, flags } from '@adonisjs/core/ace'
import { Clock } from '#core/clock'
import { systemActor } from '#core/actor'
import { PlatformCommand } from '#core/commands/platform_command'
import User from '#identity/models/user'
import BlockUser from '#identity/actions/block_user'
import UnblockUser from '#identity/actions/unblock_user'
import { UnknownUser } from '#identity/exceptions'
import { blockValidator } from '#identity/blocks/validators'

type Changed = { user_id: string; email: string; status: string }

export default class UserBlock extends PlatformCommand<Changed> {
  static commandName = 'user:block'
  static description = 'Block an account, or lift its block: sessions, tokens and open connections end at once'

  @args.string({ description: 'Email address of the account' })
  declare email: string

  @flags.string({ description: 'Told to the person', required: true })
  declare reason: string

  @flags.string({ description: 'What it rests on; for those who look at it again' })
  declare evidence?: string

  @flags.number({ description: 'Days until it lifts itself' })
  declare days?: number

  @flags.boolean({ description: 'Lift the block' })
  declare undo: boolean

  protected async perform() {
    const { days, ...block } = await blockValidator.validate({ reason: this.reason, evidence: this.evidence, days: this.days })
    const user = await User.findBy('email', this.email)
    if (!user) throw new UnknownUser()
    const input = { actor: systemActor('user:block'), userId: user.id, ...block }
    const { container } = this.app
    const changed = this.undo
      ? await (await container.make(UnblockUser)).handle(input)
      : await (await container.make(BlockUser)).handle({ ...input, expiresAt: days ? Clock.now().plus({ days }) : null })
    return { user_id: changed.id, email: changed.email, status: changed.status }
  }

  protected describe({ email, status }: Changed) {
    return `${email} is ${status}`
  }
}
