import pg from 'pg'

/**
 * A database whose character classes are not Unicode (LC_CTYPE=C) silently answers every trigram question about
 * Cyrillic with nothing. Answers the complaint, or undefined when all is well or pg_trgm is not there yet.
 */
export async function findTrigramFault(url: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    const installed = await client.query(`select from pg_extension where extname = 'pg_trgm'`)
    if (!installed.rowCount) return undefined
    const { rows } = await client.query<{ likeness: number }>(`select similarity('кофе', 'кофе') as likeness`)
    if (rows[0].likeness === 1) return undefined
    return (
      'Search by misspelt Russian words will find nothing: the database was created with LC_CTYPE=C. ' +
      'Create it with a UTF-8 locale, for example: createdb --template=template0 --lc-ctype=C.UTF-8 --encoding=UTF8'
    )
  } finally {
    await client.end()
  }
}
