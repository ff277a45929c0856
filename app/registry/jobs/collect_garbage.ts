import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { sqlRun } from '#core/database/sql'
import { BlobStore } from '#registry/blobs/blob_store'
import type { Job } from '#core/jobs/types'

const MOST_PER_RUN = 500

/** Removes blobs that no version refers to and upload addresses nobody used. */
@inject()
export default class CollectGarbage implements Job {
  constructor(private readonly blobs: BlobStore) {}

  async handle() {
    for (let removed = 0; removed < MOST_PER_RUN && (await this.blobs.collectOne()); removed++);
    await sqlRun(db, `delete from plugin_uploads where expires_at < now() - interval '1 day'`)
  }
}
