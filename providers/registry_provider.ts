import type { ApplicationService } from '@adonisjs/core/types'

/** Tells the runtime where the originals of published modules are and what must not run: it knows no registry. */
export default class RegistryProvider {
  constructor(protected app: ApplicationService) {}

  async start() {
    const { GatedModules } = await import('#runtime/modules/gated_modules')
    const { ReleaseGuard } = await import('#runtime/installations/release_guard')
    const { BlobStore } = await import('#registry/blobs/blob_store')
    const { refuseWithdrawn } = await import('#registry/takedowns/refuse_withdrawn')
    const modules = await this.app.container.make(GatedModules)
    const blobs = new BlobStore()
    modules.useSource((digest) => blobs.read(digest))
    const guard = await this.app.container.make(ReleaseGuard)
    guard.use(refuseWithdrawn)
  }
}
