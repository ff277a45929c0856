import db from '@adonisjs/lucid/services/db'
import { sqlRun } from '#core/database/sql'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'

/** Makes the words of a plugin known to corrections. After the commit and in order: publishes never wait for each other's words. */
export default class LearnWords implements Job {
  async handle({ aggregateId }: DomainEvent) {
    await sqlRun(
      db,
      `insert into plugin_search_words (word)
       select distinct w from plugins p join plugin_versions v on v.id = p.default_version_id,
         unnest(tsvector_to_array(to_tsvector('simple', concat_ws(' ', regexp_replace(p.canon_name, '[-_.]', ' ', 'g'), array_to_string(p.tags, ' '),
           p.description, plugin_text(v.manifest->'name'), plugin_text(v.manifest->'description'))))) as w
        where p.id = ? and length(w) between 3 and 30 and w !~ '[^[:alpha:]]' order by 1
       on conflict do nothing`,
      [aggregateId]
    )
  }
}
