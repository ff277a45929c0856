import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import { Settings } from '#core/settings/settings'
import { sqlRows, type SqlClient } from '#core/database/sql'
import { unverifiedMayPublish } from '#tenancy/settings'

export class SellerNotVerified extends Exception {
  static status = 409
  static code = 'E_SELLER_NOT_VERIFIED'
  static message = 'Products are published once the company is verified'
}

/** Whether a company may show what it sells, as the operators decided. */
@inject()
export class MayPublish {
  constructor(private readonly settings: Settings) {}

  /** Throws `SellerNotVerified` (409). */
  async assert(client: SqlClient, tenantId: string): Promise<void> {
    if (await this.settings.get(unverifiedMayPublish)) return
    const verified = await sqlRows(client, 'select 1 from tenants where id = ? and verified_at is not null and verified_until > now()', [
      tenantId,
    ])
    if (!verified.length) throw new SellerNotVerified()
  }
}
