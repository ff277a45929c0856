import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Outbox } from '#core/outbox/outbox'
import CreateUser, { type NewUser } from '#identity/actions/create_user'
import type User from '#identity/models/user'

/** An account for somebody else, without a password and without roles: the letter tells them how to choose one. */
@inject()
export class InviteUser {
  constructor(
    private readonly createUser: CreateUser,
    private readonly outbox: Outbox
  ) {}

  async handle(input: Omit<NewUser, 'roles'>): Promise<User> {
    return db.transaction(async (trx) => {
      const user = await this.createUser.within(trx, { ...input, passwordHash: null })
      await this.outbox.record(trx, { name: 'identity.user_invited.v1', aggregateId: user.id, payload: { user_id: user.id } })
      return user
    })
  }
}
