import db from '@adonisjs/lucid/services/db'
import { PostgresIndex } from '#search/drivers/postgres/postgres_index'
import { searchIndexContract } from '#tests/functional/search/index_contract'

const index = new PostgresIndex()

searchIndexContract('PostgreSQL', {
  index: () => index,
  setup: async () => {
    await db.rawQuery('truncate search_documents, search_words')
  },
})
