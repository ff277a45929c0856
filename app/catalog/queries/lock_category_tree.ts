import { sqlRows, type SqlClient } from '#core/database/sql'

/**
 * One change of the tree's shape at a time: two moves that are harmless alone could make a circle together.
 * Readers are not held up.
 */
export const lockCategoryTree = (client: SqlClient) => sqlRows(client, `select pg_advisory_xact_lock(hashtext('catalog.category_tree'))`)
