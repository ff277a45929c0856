import { createHash } from 'node:crypto'
import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { appUrl } from '#config/app'
import SealLog from '#registry/log/seal_log'
import { BlobStore } from '#registry/blobs/blob_store'
import { BundleTooLarge } from '#registry/bundles/exceptions'
import { BUNDLE_LIMITS, BUNDLE_VERSION, bundleStatement, type BundleLine } from '#registry/bundles/format/bundle_lines'
import { listBundledEntries, listBundledVersions, listKeyEntries } from '#registry/bundles/bundled_versions'
import { listEndorsedKeys } from '#registry/signing/list_registry_keys'
import { platformKey } from '#registry/signing/platform_keys'
import type { Lockfile } from '#registry/dependencies/lockfile/lockfile'

/** Everything a lockfile names, as one file for a machine without a network. The same lockfile gives the same bytes. */
@inject()
export class ExportBundle {
  constructor(private readonly blobs: BlobStore) {}

  /** Its lines, each with its line end; one artifact at a time is in memory. Throws `BundleTooLarge` (422). */
  async *lines(lockfile: Lockfile): AsyncGenerator<string> {
    const hash = createHash('sha256')
    for await (const line of this.#content(lockfile)) {
      const text = `${JSON.stringify(line)}\n`
      hash.update(text)
      yield text
    }
    const sha256 = hash.digest('hex')
    const key = await db.transaction((trx) => platformKey(trx, 'registry'))
    yield `${JSON.stringify({ kind: 'end', sha256, public_key: key.publicKey, signature: key.sign(bundleStatement(sha256)) })}\n`
  }

  async *#content(lockfile: Lockfile): AsyncGenerator<BundleLine> {
    if (lockfile.plugins.length > BUNDLE_LIMITS.versions) throw new BundleTooLarge()
    // What was published a moment ago is in the log as well.
    await new SealLog().handle()
    const versions = await listBundledVersions(lockfile)
    const size = versions.reduce((sum, version) => sum + version.size, 0)
    if (size * 1.5 > BUNDLE_LIMITS.bundle_bytes) throw new BundleTooLarge()
    yield { kind: 'rialto-bundle', version: BUNDLE_VERSION, registry: appUrl, lockfile, keys: await listEndorsedKeys() }
    // Before the versions: they may be signed by a key that these entries vouch for.
    yield* await listKeyEntries()
    const written = new Set<string>()
    for (const version of versions) {
      yield version
      if (written.has(version.digest)) continue
      written.add(version.digest)
      yield { kind: 'bytes', digest: version.digest, data: Buffer.from(await this.blobs.read(version.digest)).toString('base64') }
    }
    yield* await listBundledEntries(versions)
  }
}
