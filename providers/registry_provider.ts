import type { ApplicationService } from '@adonisjs/core/types'

/** Tells the runtime where the originals of published modules are: it runs plugins without knowing their registry. */
export default class RegistryProvider {
  constructor(protected app: ApplicationService) {}

  async start() {
    const { GatedModules } = await import('#runtime/modules/gated_modules')
    const { BlobStore } = await import('#registry/blobs/blob_store')
    const modules = await this.app.container.make(GatedModules)
    const blobs = new BlobStore()
    modules.useSource((digest) => blobs.read(digest))
  }
}
