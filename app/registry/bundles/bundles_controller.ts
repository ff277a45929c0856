import { Readable } from 'node:stream'
import { inject } from '@adonisjs/core'
import { BundleTooLarge } from '#registry/bundles/exceptions'
import { DoesNotFit } from '#registry/installing/exceptions'
import { ExportBundle } from '#registry/bundles/export_bundle'
import { CountDownload } from '#registry/counters/count_download'
import { downloadOf } from '#registry/counters/download_of'
import { listBundledVersions, listLockedIds } from '#registry/bundles/bundled_versions'
import { readQuestion } from '#registry/validators/resolve_validator'
import { ResolveLimitReached } from '#registry/dependencies/resolve_limits'
import { resolveQuestion } from '#registry/dependencies/queries/resolve_question'
import type { HttpContext } from '@adonisjs/core/http'
import type { Lockfile } from '#registry/dependencies/lockfile/lockfile'

/** By network; operators write larger ones with `registry:export-bundle`. */
const MOST_BYTES = 64 * 1024 * 1024

/** Plugins and all they need in one signed file. */
@inject()
export default class BundlesController {
  constructor(
    private readonly exportBundle: ExportBundle,
    private readonly downloads: CountDownload
  ) {}

  async store(ctx: HttpContext) {
    const lockfile = await this.#resolve(ctx)
    const versions = await listBundledVersions(lockfile)
    if (versions.reduce((sum, { size }) => sum + size, 0) > MOST_BYTES) throw new BundleTooLarge()
    for (const id of await listLockedIds(lockfile)) await this.downloads.handle(downloadOf(ctx, id))
    ctx.response.header('Content-Type', 'application/x-ndjson').header('Cache-Control', 'no-store')
    ctx.response.header('Content-Disposition', 'attachment; filename="plugins.rialto-bundle"')
    return ctx.response.stream(Readable.from(this.exportBundle.lines(lockfile)))
  }

  async #resolve({ request }: HttpContext): Promise<Lockfile> {
    const asked = await readQuestion(request.body())
    const resolved = await resolveQuestion(asked).catch((error: unknown) => {
      throw error instanceof ResolveLimitReached ? new BundleTooLarge() : error
    })
    if (!resolved.isSolved) throw new DoesNotFit(resolved.explanation)
    return resolved.lockfile
  }
}
