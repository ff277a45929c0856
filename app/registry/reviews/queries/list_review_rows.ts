import db from '@adonisjs/lucid/services/db'

/** Rows of the moderators' list. */
export const listReviewRows = () =>
  db
    .from(
      db
        .from('reviews as r')
        .join('plugins as p', 'p.id', 'r.plugin_id')
        .leftJoin('users as u', 'u.id', 'r.user_id')
        .select('r.id', 'p.name as plugin', 'r.rating', 'r.comment', 'r.status', 'u.username', 'r.updated_at')
        .as('rows')
    )
    .select('id', 'plugin', 'rating', 'comment', 'status', 'username', 'updated_at')
