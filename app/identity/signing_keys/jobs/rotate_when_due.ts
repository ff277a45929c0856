import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/actor'
import { Clock } from '#core/clock'
import { Settings } from '#core/settings/settings'
import { sqlRows, sqlRun } from '#core/database/sql'
import { ChangeSigningKeys } from '#identity/signing_keys/change_signing_keys'
import { SigningKeys } from '#identity/signing_keys/signing_keys'
import { signingKeyDays } from '#identity/signing_keys/settings'
import type { Job } from '#core/jobs/types'

/** Long enough for questions about which key signed a token that was found. */
const KEEP_DAYS = 365

/** Lets the next key take over when the one that signs is old enough. Running it twice changes nothing: the new one is young. */
@inject()
export default class RotateWhenDue implements Job {
  constructor(
    private readonly keys: SigningKeys,
    private readonly changes: ChangeSigningKeys,
    private readonly settings: Settings
  ) {}

  async handle() {
    const { alg, kid } = await this.keys.signing()
    if (alg !== 'HS256' && (await this.#isDue(kid))) await this.changes.rotate(alg, { actor: systemActor('signing keys') })
    const before = Clock.now().minus({ days: KEEP_DAYS }).toJSDate()
    await sqlRun(db, `delete from token_signing_keys where state = 'retired' and expires_at < ?`, [before])
  }

  async #isDue(kid: string): Promise<boolean> {
    const before = Clock.now()
      .minus({ days: await this.settings.get(signingKeyDays) })
      .toJSDate()
    const due = await sqlRows(db, 'select 1 from token_signing_keys where kid = ? and activated_at <= ?', [kid, before])
    return due.length > 0
  }
}
