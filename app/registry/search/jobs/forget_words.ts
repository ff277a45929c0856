import db from '@adonisjs/lucid/services/db'
import { sqlRun } from '#core/database/sql'
import type { Job } from '#core/jobs/types'

/** Forgets words that no public plugin has any more: nothing hidden is ever suggested for long. */
export default class ForgetWords implements Job {
  async handle() {
    await sqlRun(
      db,
      `delete from plugin_search_words w
        where not exists (select 1 from plugin_search s where s.tsv @@ (plainto_tsquery('simple', w.word) || plainto_tsquery('russian', w.word)))`
    )
  }
}
