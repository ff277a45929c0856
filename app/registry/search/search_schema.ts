/**
 * What plugins are found by: one row for each public plugin, kept by triggers in the very transaction that changes the
 * plugin, so that nothing hidden is found for a moment longer. The text of a released migration never changes.
 */

/** `facets` holds all that is filtered and counted: `c:` category, `t:` tag, `k:` capability, `l:` language, `h:` host API, `v:` verified. */
const documents = `
CREATE TABLE plugin_search (
  plugin_id uuid PRIMARY KEY REFERENCES plugins (id) ON DELETE CASCADE,
  canon_name text NOT NULL,
  facets text[] NOT NULL,
  is_verified boolean NOT NULL,
  platform_range text NOT NULL,
  downloads bigint NOT NULL,
  rating real NOT NULL,
  trend real NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  tsv tsvector NOT NULL
);
CREATE INDEX plugin_search_tsv ON plugin_search USING gin (tsv) WITH (fastupdate = off);
CREATE INDEX plugin_search_facets ON plugin_search USING gin (facets) WITH (fastupdate = off);
CREATE INDEX plugin_search_similar ON plugin_search USING gin (canon_name gin_trgm_ops) WITH (fastupdate = off);
CREATE INDEX plugin_search_prefix ON plugin_search (canon_name text_pattern_ops);
CREATE INDEX plugin_search_name ON plugin_search (canon_name, plugin_id);
CREATE INDEX plugin_search_downloads ON plugin_search (downloads, plugin_id);
CREATE INDEX plugin_search_trusted ON plugin_search (is_verified, downloads, plugin_id);
CREATE INDEX plugin_search_rating ON plugin_search (rating, plugin_id);
CREATE INDEX plugin_search_trend ON plugin_search (trend, plugin_id);
CREATE INDEX plugin_search_newest ON plugin_search (created_at, plugin_id);
CREATE INDEX plugin_search_recent ON plugin_search (updated_at, plugin_id);
CREATE INDEX plugin_search_platform ON plugin_search (platform_range);
`

/** Words of all public plugins, for corrections. Learned after the commit: publishes never wait for each other's words. */
const words = `
CREATE TABLE plugin_search_words (word text PRIMARY KEY CHECK (length(word) BETWEEN 3 AND 30));
CREATE INDEX plugin_search_words_similar ON plugin_search_words USING gin (word gin_trgm_ops);
`

/** A text of a manifest in all its languages. */
const texts = `
CREATE FUNCTION plugin_text(value jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE jsonb_typeof(value)
    WHEN 'string' THEN value #>> '{}'
    WHEN 'object' THEN (SELECT string_agg(t.v, ' ') FROM jsonb_each_text(value) AS t (k, v))
    ELSE '' END
$$;
`

const refresh = `
CREATE FUNCTION plugin_search_refresh(ids uuid[]) RETURNS void LANGUAGE sql AS $$
  DELETE FROM plugin_search s USING plugins p
   WHERE s.plugin_id = p.id AND (ids IS NULL OR p.id = ANY (ids))
     AND NOT (p.status IN ('active', 'archived', 'restricted') AND p.default_version_id IS NOT NULL);
  INSERT INTO plugin_search AS s (plugin_id, canon_name, facets, is_verified, platform_range, downloads, rating, trend, created_at, updated_at, tsv)
  SELECT p.id, p.canon_name,
         array_remove(ARRAY['c:' || p.category, 'l:' || lower(v.manifest->>'language'), 'h:' || v.host_api_range,
                            CASE WHEN p.verified_at IS NOT NULL THEN 'v:1' END]
           || ARRAY(SELECT 't:' || tag FROM unnest(p.tags) AS tag)
           || ARRAY(SELECT 'k:' || ask FROM jsonb_array_elements_text(v.capabilities) AS ask WHERE ask NOT LIKE 'host:%'), NULL),
         p.verified_at IS NOT NULL, coalesce(v.platform_range, ''), p.downloads_total, p.rating_bayes, p.trend_score, p.created_at, p.updated_at,
         setweight(to_tsvector('simple', regexp_replace(p.canon_name, '[-_.]', ' ', 'g') || ' ' || p.canon_name), 'A')
           || setweight(to_tsvector('russian', regexp_replace(p.canon_name, '[-_.]', ' ', 'g') || ' ' || coalesce(plugin_text(v.manifest->'name'), '')), 'A')
           || setweight(to_tsvector('russian', array_to_string(p.tags, ' ') || ' ' || p.category || ' ' || b.name), 'B')
           || setweight(to_tsvector('russian', left(p.description || ' ' || coalesce(plugin_text(v.manifest->'description'), ''), 4000)), 'C')
    FROM plugins p JOIN plugin_versions v ON v.id = p.default_version_id JOIN publishers b ON b.id = p.publisher_id
   WHERE (ids IS NULL OR p.id = ANY (ids)) AND p.status IN ('active', 'archived', 'restricted')
  ON CONFLICT (plugin_id) DO UPDATE SET
    canon_name = excluded.canon_name, facets = excluded.facets, is_verified = excluded.is_verified, platform_range = excluded.platform_range, downloads = excluded.downloads,
    rating = excluded.rating, trend = excluded.trend, created_at = excluded.created_at, updated_at = excluded.updated_at, tsv = excluded.tsv
$$;
`

/** Figures change often and for many plugins at once: they leave the words alone. */
const triggers = `
CREATE FUNCTION plugin_search_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM plugin_search_refresh(ARRAY[new.id]);
  RETURN NULL;
END $$;
CREATE TRIGGER plugin_search_changed AFTER UPDATE ON plugins FOR EACH ROW
  WHEN ((old.status, old.default_version_id, old.canon_name, old.description, old.category, old.tags, old.publisher_id, old.verified_at, old.updated_at)
    IS DISTINCT FROM (new.status, new.default_version_id, new.canon_name, new.description, new.category, new.tags, new.publisher_id, new.verified_at, new.updated_at))
  EXECUTE FUNCTION plugin_search_keep();
CREATE TRIGGER plugin_search_added AFTER INSERT ON plugins FOR EACH ROW
  WHEN (new.default_version_id IS NOT NULL) EXECUTE FUNCTION plugin_search_keep();
CREATE FUNCTION plugin_search_count() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE plugin_search SET downloads = new.downloads_total, rating = new.rating_bayes, trend = new.trend_score WHERE plugin_id = new.id;
  RETURN NULL;
END $$;
CREATE TRIGGER plugin_search_counted AFTER UPDATE ON plugins FOR EACH ROW
  WHEN ((old.downloads_total, old.rating_bayes, old.trend_score) IS DISTINCT FROM (new.downloads_total, new.rating_bayes, new.trend_score))
  EXECUTE FUNCTION plugin_search_count();
`

/** What was found before by `plugins.search` and its trigger. */
const retire = `
DROP TRIGGER plugins_search ON plugins;
DROP FUNCTION plugins_search();
ALTER TABLE plugins DROP COLUMN search;
DROP INDEX IF EXISTS plugins_name_trgm;
SELECT plugin_search_refresh(NULL);
`

export const pluginSearchSchema = [documents, words, texts, refresh, triggers, retire]
