import pg from 'pg'
import { ensurePostgres } from '../../../services/postgres/ensure_postgres.js'

/**
 * Plants plugins with their versions by SQL until there are so many; what is there already is counted. Words, categories,
 * tags and downloads are spread as in real registries: a few of each are everywhere, most are rare.
 */
export async function plantPlugins(wanted: number, versions = 6): Promise<number> {
  const { url, release } = await ensurePostgres()
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const have = await countPlugins(client)
    if (have < wanted) await plant(client, { from: have, to: wanted, versions })
    return await countPlugins(client)
  } finally {
    await client.end()
    await release()
  }
}

/** The triggers that keep the search would run a million times: they rest, and all is refreshed at once. */
async function plant(client: pg.Client, { from, to, versions }: { from: number; to: number; versions: number }) {
  await client.query('begin')
  await client.query('alter table plugins disable trigger user')
  await client.query(PUBLISHERS)
  await client.query(BLOBS, [])
  await client.query(PLUGINS, [from, to])
  await client.query(VERSION_ROWS, [from, to, versions])
  await client.query(DEFAULTS)
  await client.query('alter table plugins enable trigger user')
  await client.query(SEARCH_ROWS)
  await client.query('commit')
  await client.query(WORDS)
  await client.query('vacuum analyze plugins')
  await client.query('vacuum analyze plugin_versions')
  await client.query('vacuum analyze plugin_search')
  await client.query('vacuum analyze plugin_search_words')
}

async function countPlugins(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ n: string }>(`select count(*) as n from plugins where name like 'bench-%'`)
  return Number(rows[0]!.n)
}

/** Nouns, a stem of two syllables for each: forty thousand different words, the first of them far commoner. */
const WORD = (seed: string) =>
  `((array['ship','label','invoice','price','stock','order','mail','chat','tax','image','video','audit','sync','cache','report','chart','coupon','gift','loyal','review'])[1 + floor(20 * power(${seed}, 2))::int]
    || (array['er','ing','ly','ment','able','hub','kit','flow','base','desk','port','gate','line','mark','wise','craft','point','works','mate','forge'])[1 + floor(20 * power(random(), 1.5))::int])`

const PUBLISHERS = `
  insert into publishers (id, slug, name, kind)
  select gen_random_uuid(), 'bench-publisher-' || n, 'Bench Publisher ' || n, 'org' from generate_series(1, 200) n
  on conflict do nothing`

const BLOBS = `
  insert into blobs (digest, size, media_type, storage_key) values (repeat('b', 64), 1000, 'application/wasm', repeat('b', 64)) on conflict do nothing`

const PLUGINS = `
  insert into plugins (id, name, canon_name, skeleton, publisher_id, category, description, tags, license, downloads_total, rating_sum, rating_count,
                       rating_bayes, trend_score, verified_at, created_at, updated_at, serial)
  select gen_random_uuid(), n.name, n.name, n.name, b.ids[1 + floor(random() * 200)::int],
         (array['discount','delivery','payment','sync','notification','moderation','auth','other'])[1 + floor(8 * power(random(), 2))::int],
         'Helps a shop with ' || ${WORD('random()')} || ' and ' || ${WORD('random()')} || ', made for ' || ${WORD('random()')} || ' of every size; see number ' || n.at,
         array['tag' || floor(40 * power(random(), 3))::int, 'topic' || floor(400 * power(random(), 2))::int], 'MIT',
         floor(power(random(), 6) * 1000000)::bigint, 40, 10, (3 + random() * 2)::real, (random() * 3)::real,
         case when random() < 0.1 then now() end, now() - random() * interval '900 days', now() - random() * interval '90 days', nextval('registry_serial')
    from (select g.at, 'bench-' || ${WORD('random()')} || '-' || ${WORD('random()')} || '-' || g.at as name from generate_series($1::int + 1, $2::int) g (at)) n
   cross join (select array_agg(id) as ids from publishers where slug like 'bench-publisher-%') b`

const VERSION_ROWS = `
  insert into plugin_versions (id, plugin_id, version, version_no_build, semver_key, status, channel, artifact_digest, size, host_api_range, platform_range,
                               capabilities, imports_hash, exports_hash, manifest, metadata, publish_method, published_at)
  select gen_random_uuid(), p.id, '1.' || v || '.0', '1.' || v || '.0', '00001.0000' || v, 'published', 'stable', repeat('b', 64), 1000, '1',
         (array[null, '0.1.0', '>=1.0.0', '^2.0.0'])[1 + floor(random() * 4)::int],
         to_jsonb((array['clock','random','crypto','kv','http','events','data.products','data.orders'])[1:1 + floor(random() * 5)::int]), 'x', 'x',
         jsonb_build_object('name', jsonb_build_object('en', p.name, 'ru', 'Плагин ' || p.name), 'description', jsonb_build_object('en', p.description, 'ru', 'Помогает магазину'),
                            'language', (array['typescript','assemblyscript','rust'])[1 + floor(random() * 3)::int], 'hooks', '["discount@1"]'::jsonb),
         '{}', 'seed', now()
    from plugins p cross join generate_series(0, $3::int - 1) v
   where p.default_version_id is null and p.name like 'bench-%' and split_part(p.name, '-', 4)::int between $1::int + 1 and $2::int`

const DEFAULTS = `
  update plugins p set default_version_id = v.id from plugin_versions v
   where v.plugin_id = p.id and v.version = (select max(version) from plugin_versions n where n.plugin_id = p.id) and p.name like 'bench-%' and p.default_version_id is null`

const SEARCH_ROWS = 'select plugin_search_refresh(null)'

const WORDS = `
  insert into plugin_search_words (word)
  select word from ts_stat('select tsv from plugin_search') where length(word) between 3 and 30 and word !~ '[^[:alpha:]]' on conflict do nothing`
