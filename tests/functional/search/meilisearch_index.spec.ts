import { test } from '@japa/runner'
import env from '#start/env'
import { MeilisearchIndex } from '#search/drivers/meilisearch/meilisearch_index'
import { SearchUnavailable } from '#search/exceptions/unavailable'
import { searchDocument, searchIndexContract } from '#tests/functional/search/index_contract'
import { MeilisearchImitation } from '#tests/imitations/meilisearch/server'

const realUrl = env.get('MEILISEARCH_URL')
const imitation = new MeilisearchImitation()
let index: MeilisearchIndex

const connect = async () => {
  const url = realUrl ?? (await imitation.start())
  index = new MeilisearchIndex({
    url,
    apiKey: realUrl ? env.get('MEILISEARCH_KEY')?.release() : imitation.masterKey!,
    indexUid: `rialto_test_${process.pid}`,
  })
}

searchIndexContract(realUrl ? 'Meilisearch' : 'the imitation of Meilisearch', {
  index: () => index,
  setup: async () => {
    if (!index) await connect()
    await index.drop()
    await index.prepare()
  },
})

test.group('Meilisearch that does not serve', (group) => {
  group.teardown(() => imitation.stop())

  test('a dead server, a wrong key and a missing index are all "unavailable", not a crash', async ({ assert }) => {
    const own = new MeilisearchImitation()
    const url = await own.start()
    const query = { text: 'лампа', sort: 'relevance' as const, limit: 1, offset: 0 }
    const search = (apiKey: string) => new MeilisearchIndex({ url, apiKey }).search(query)

    for (const attempt of [search('wrong'), search(own.masterKey!)]) await assert.rejects(() => attempt, SearchUnavailable)
    own.failWith = 500
    await assert.rejects(() => search(own.masterKey!), SearchUnavailable)
    await own.stop()
    await assert.rejects(() => search(own.masterKey!), SearchUnavailable)
  })

  test('a task that fails later fails the write that sent it', async ({ assert }) => {
    const own = new MeilisearchImitation()
    const broken = new MeilisearchIndex({ url: await own.start(), apiKey: own.masterKey! })
    await broken.prepare()
    await assert.rejects(() => broken.upsert([searchDocument('Лампа', { id: 'not an id' })]), /Document identifier/)
    await own.stop()
  })
})
