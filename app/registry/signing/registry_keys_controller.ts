import { listRegistryKeys } from '#registry/signing/list_registry_keys'
import { sendWire } from '#registry/wire/casing'
import type { HttpContext } from '@adonisjs/core/http'

/** Whose signatures count, for programs that follow a registry from key to key. */
export default class RegistryKeysController {
  async index(ctx: HttpContext) {
    return sendWire(ctx, { data: await listRegistryKeys() })
  }
}
