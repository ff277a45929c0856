import { absolute } from '#registry/discovery/pages/seo'
import { xmlText } from '#registry/discovery/xml'

export type FeedEntry = { id: string; title: string; path: string; author: string; summary: string; updatedAt: Date; publishedAt: Date }

export type Feed = {
  /** Never changes and never means another feed: an URI. */
  id: string
  title: string
  /** Where the feed is, and the page it belongs to. */
  path: string
  page: string
  /** When nothing is in it. */
  since: Date
  entries: FeedEntry[]
}

/** Atom, RFC 4287. Every time is that of something that happened, so that the same feed is the same text. */
export function writeFeed({ id, title, path, page, since, entries }: Feed): string {
  const updated = entries.reduce((latest, { updatedAt }) => (updatedAt > latest ? updatedAt : latest), since)
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
    `<id>${xmlText(id)}</id><title>${xmlText(title)}</title><updated>${updated.toISOString()}</updated>`,
    `<link rel="self" type="application/atom+xml" href="${xmlText(absolute(path))}"/>`,
    `<link rel="alternate" type="text/html" href="${xmlText(absolute(page))}"/>`,
    '<author><name>Rialto</name></author><generator>Rialto</generator>',
    ...entries.map(writeEntry),
    '</feed>\n',
  ].join('\n')
}

const writeEntry = ({ id, title, path, author, summary, updatedAt, publishedAt }: FeedEntry) =>
  [
    `<entry><id>${xmlText(id)}</id><title>${xmlText(title)}</title>`,
    `<updated>${updatedAt.toISOString()}</updated><published>${publishedAt.toISOString()}</published>`,
    `<link rel="alternate" type="text/html" href="${xmlText(absolute(path))}"/>`,
    `<author><name>${xmlText(author)}</name></author><summary>${xmlText(summary)}</summary></entry>`,
  ].join('')
