/** Of the table `publishers b`: who publishes under its name. */
export const PUBLISHER_PEOPLE = `array(
  select b.user_id::text where b.user_id is not null
  union select m.user_id::text from publisher_members m where m.publisher_id = b.id)`

/**
 * Of the table `reports o`: whom a decision concerns, who reads why and may appeal. The author of a review, the people of a
 * publisher, else those of the plugin.
 */
export const CONCERNED = `case o.target_kind
  when 'review' then array(select w.user_id::text from reviews w where w.id = o.target_id and w.user_id is not null)
  when 'publisher' then coalesce((select ${PUBLISHER_PEOPLE} from publishers b where b.id = o.target_id), '{}')
  else array(select w.user_id::text from plugin_people w where w.plugin_id = o.plugin_id) end`

/** Who has a stake besides and therefore decides nothing: of a review also those whose plugin it judges. */
export const INSIDERS = `array(select w.user_id::text from plugin_people w where w.plugin_id = o.plugin_id)`
