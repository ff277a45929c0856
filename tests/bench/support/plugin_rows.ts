/**
 * Plugins as rows. Words, categories, tags and downloads are spread as in real registries: a few of each are everywhere,
 * most are rare. Ids follow from the number, so that plugins and versions find each other without a look-up.
 */

/** Nouns, a stem of two syllables for each: four hundred different words, the first of them far commoner. */
const WORD = (seed: string) =>
  `((array['ship','label','invoice','price','stock','order','mail','chat','tax','image','video','audit','sync','cache','report','chart','coupon','gift','loyal','review'])[1 + floor(20 * power(${seed}, 2))::int]
    || (array['er','ing','ly','ment','able','hub','kit','flow','base','desk','port','gate','line','mark','wise','craft','point','works','mate','forge'])[1 + floor(20 * power(random(), 1.5))::int])`

const idOf = (number: string) => `md5('bench plugin ' || ${number})::uuid`
const versionIdOf = (number: string, version: string) => `md5('bench version ' || ${number} || ' ' || ${version})::uuid`

export const PUBLISHERS = `
  insert into publishers (id, slug, name, kind)
  select gen_random_uuid(), 'bench-publisher-' || n, 'Bench Publisher ' || n, 'org' from generate_series(1, 200) n
  on conflict do nothing`

export const BLOBS = `
  insert into blobs (digest, size, media_type, storage_key) values (repeat('b', 64), 1000, 'application/wasm', repeat('b', 64)) on conflict do nothing`

export const PLUGINS = `
  insert into plugins (id, name, canon_name, skeleton, publisher_id, category, description, tags, license, downloads_total, rating_sum, rating_count,
                       rating_bayes, trend_score, verified_at, created_at, updated_at, serial, default_version_id)
  select ${idOf('n.at')}, n.name, n.name, n.name, b.ids[1 + floor(random() * 200)::int],
         (array['discount','delivery','payment','sync','notification','moderation','auth','other'])[1 + floor(8 * power(random(), 2))::int],
         'Helps a shop with ' || ${WORD('random()')} || ' and ' || ${WORD('random()')} || ', made for ' || ${WORD('random()')} || ' of every size; see number ' || n.at,
         array['tag' || floor(40 * power(random(), 3))::int, 'topic' || floor(400 * power(random(), 2))::int], 'MIT',
         floor(power(random(), 6) * 1000000)::bigint, 40, 10, (3 + random() * 2)::real, (random() * 3)::real,
         case when random() < 0.1 then now() end, now() - random() * interval '900 days', now() - random() * interval '90 days',
         nextval('registry_serial'), ${versionIdOf('n.at', '($2::int - 1)')}
    from (select at, 'bench-' || ${WORD('random()')} || '-' || ${WORD('random()')} || '-' || at as name from generate_series(1, $1::int) at) n
   cross join (select array_agg(id) as ids from publishers where slug like 'bench-publisher-%') b`

export const VERSIONS = `
  insert into plugin_versions (id, plugin_id, version, version_no_build, semver_key, status, channel, artifact_digest, size, host_api_range, platform_range,
                               capabilities, imports_hash, exports_hash, manifest, metadata, publish_method, published_at)
  select ${versionIdOf('g.at', 'v')}, p.id, '1.' || v || '.0', '1.' || v || '.0', lpad('1', 16, '0') || '.' || lpad(v::text, 16, '0') || '.' || repeat('0', 16) || '~', 'published', 'stable', repeat('b', 64), 1000, '1',
         (array[null, '0.1.0', '>=1.0.0', '^2.0.0'])[1 + floor(random() * 4)::int],
         to_jsonb((array['clock','random','crypto','kv','http','events','data.products','data.orders'])[1:1 + floor(random() * 5)::int]), 'x' || g.at, 'x',
         jsonb_build_object('name', jsonb_build_object('en', p.name, 'ru', 'Плагин ' || p.name), 'description', jsonb_build_object('en', p.description, 'ru', 'Помогает магазину'),
                            'language', (array['typescript','assemblyscript','rust'])[1 + floor(random() * 3)::int], 'hooks', '["discount@1"]'::jsonb),
         '{}', 'seed', now()
    from generate_series(1, $1::int) g (at) join plugins p on p.id = ${idOf('g.at')} cross join generate_series(0, $2::int - 1) v`

/** What the publisher of the demo puts up goes live without a moderator. */
export const UNREVIEWED = `
  insert into settings (key, value) values ('registry.review_every_version', 'false') on conflict (key) do update set value = excluded.value`

export const WORDS = `
  insert into plugin_search_words (word)
  select word from ts_stat('select tsv from plugin_search') where length(word) between 3 and 30 and word !~ '[^[:alpha:]]' on conflict do nothing`
