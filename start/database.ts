import pg from 'pg'
import { parseBigint } from '#core/database/parse_bigint'
import { makeCommitsStrict } from '#core/database/strict_commit'

/** PostgreSQL sends bigint and numeric sums as strings; money and counters are safe integers or an error. */
pg.types.setTypeParser(pg.types.builtins.INT8, parseBigint)

makeCommitsStrict()
