import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Audit } from '#core/audit/audit'
import { Clock } from '#core/clock'
import { Outbox } from '#core/outbox/outbox'
import { newDeviceSignedIn } from '#identity/events/account_events'
import { rememberDevice, type Device } from '#identity/sign_in/known_devices'
import type { Actor } from '#core/actor'
import type User from '#identity/models/user'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type SignInRecord = { actor: Actor; user: User; door: 'panel' | 'api'; methods?: string[]; device?: Omit<Device, 'ip'> }

/** Who registered a moment ago sits at their first device. */
const FIRST_STEPS = { hours: 1 }

/** Notes that somebody signed in, by which door and with what; a device their account never saw is told to them by mail. */
@inject()
export default class RecordSignIn {
  constructor(
    private readonly audit: Audit,
    private readonly outbox: Outbox
  ) {}

  async handle(record: SignInRecord): Promise<void> {
    await db.transaction((trx) => this.within(trx, record))
  }

  async within(trx: TransactionClientContract, { actor, user, door, methods = ['password'], device }: SignInRecord): Promise<void> {
    if (device) await this.#noteDevice(trx, user, { ...device, ip: actor.ip ?? null })
    await this.audit.record(trx, {
      actor: { ...actor, userId: user.id, label: user.email },
      action: 'identity.signed_in',
      target: { type: 'user', id: user.id, label: user.email },
      tenantId: null,
      after: { door, methods },
    })
  }

  async #noteDevice(trx: TransactionClientContract, user: User, device: Device) {
    const { isNew, isFirst } = await rememberDevice(trx, user.id, device)
    const isRegistering = isFirst && user.createdAt > Clock.now().minus(FIRST_STEPS)
    if (isNew && !isRegistering) await this.outbox.record(trx, newDeviceSignedIn(user, device))
  }
}
