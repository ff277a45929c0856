import { inject } from '@adonisjs/core'
import { InstallByLock } from '#registry/installing/install_by_lock'
import { lockOfInstalled } from '#registry/installing/installed_lock'
import { lockValidator } from '#registry/validators/installation_validator'
import { ownerOf } from '#registry/http/installation_owner'
import { readLockfile } from '#registry/dependencies/lockfile/read_lockfile'
import type { HttpContext } from '@adonisjs/core/http'

/** A set of installed plugins as a lockfile, and the way back. */
@inject()
export default class LocksController {
  constructor(private readonly installByLock: InstallByLock) {}

  async show(ctx: HttpContext) {
    return { lockfile: await lockOfInstalled(ownerOf(ctx, 'view')) }
  }

  async store(ctx: HttpContext) {
    const tenantId = ownerOf(ctx, 'manage')
    const { lock, along, enabled: isEnabled } = await ctx.request.validateUsing(lockValidator)
    const known = readLockfile(lock, ctx.request.body().lock as Record<string, unknown>)
    const changes = await this.installByLock.handle({ actor: ctx.actor, tenantId, lock: known, along, isEnabled })
    return { changes: changes.map(({ name, change, from, to }) => ({ name, change, from, to })) }
  }
}
