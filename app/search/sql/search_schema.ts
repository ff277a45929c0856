/**
 * The full-text index of the PostgreSQL driver. The text of a released migration never changes.
 * Apart from the catalogue: rebuilding it locks nobody who sells, and its rows are narrow, which is what a common word costs.
 */

/** Russian stems Cyrillic words and English stems Latin ones; unaccent folds ё and diacritics before. */
const configuration = `
CREATE TEXT SEARCH CONFIGURATION rialto (COPY = russian);
ALTER TEXT SEARCH CONFIGURATION rialto ALTER MAPPING FOR hword, hword_part, word WITH unaccent, russian_stem;
`

/** `words` is title and brand as a reader would type them; `codes` are articles and barcodes. */
const documents = `
CREATE TABLE search_documents (
  product_id uuid PRIMARY KEY,
  seller_id uuid NOT NULL,
  category_id uuid NOT NULL,
  brand text NOT NULL,
  price_minor bigint NOT NULL,
  in_stock boolean NOT NULL,
  published_at timestamptz(3) NOT NULL,
  title text NOT NULL,
  words text NOT NULL,
  tsv tsvector NOT NULL,
  stamp text NOT NULL,
  indexed_at timestamptz NOT NULL
);
CREATE INDEX search_documents_tsv ON search_documents USING gin (tsv) WITH (fastupdate = off);
CREATE INDEX search_documents_price ON search_documents (price_minor, product_id);
CREATE INDEX search_documents_newest ON search_documents (published_at, product_id);
CREATE INDEX search_documents_category ON search_documents (category_id, published_at, product_id);
`

const words = `
CREATE TABLE search_words (
  word text PRIMARY KEY CHECK (length(word) BETWEEN 3 AND 30),
  ndoc integer NOT NULL
);
CREATE INDEX search_words_similar ON search_words USING gin (word gin_trgm_ops);
`

export const searchSchema = [configuration, documents, words]
