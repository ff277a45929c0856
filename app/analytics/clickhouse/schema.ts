const DEDUPLICATE = `non_replicated_deduplication_window = 10000`

/**
 * `sale_facts`: one signed row per order line and change (a refund is a negative row, never an update).
 * `sales_daily`: sums by day kept by a materialised view, for every chart over more than a page of facts. An order is
 * counted by its first line: sums are cheap, merging a set of every order's id was half of a dashboard's time.
 */
export const SCHEMA = [
  `create table if not exists sale_facts (
     tenant_id UUID,
     day Date,
     occurred_at DateTime64(3, 'UTC'),
     event_id UUID,
     line_no UInt16,
     kind LowCardinality(String),
     order_id UUID,
     buyer_id UUID,
     seller_name LowCardinality(String),
     product_id UUID,
     product_title String,
     category_id UUID,
     currency LowCardinality(String),
     quantity Int32,
     revenue_minor Int64,
     discount_minor Int64
   ) engine = MergeTree partition by toYYYYMM(day) order by (tenant_id, day, event_id, line_no) settings ${DEDUPLICATE}`,

  `create table if not exists sales_daily (
     tenant_id UUID,
     day Date,
     currency LowCardinality(String),
     seller_name LowCardinality(String),
     category_id UUID,
     revenue_minor SimpleAggregateFunction(sum, Int64),
     discount_minor SimpleAggregateFunction(sum, Int64),
     quantity SimpleAggregateFunction(sum, Int64),
     orders SimpleAggregateFunction(sum, UInt64),
     buyers AggregateFunction(uniq, UUID)
   ) engine = AggregatingMergeTree partition by toYYYYMM(day) order by (tenant_id, currency, day, category_id, seller_name) settings ${DEDUPLICATE}`,

  `create materialized view if not exists sales_daily_feed to sales_daily as
     select tenant_id, day, currency, seller_name, category_id, sum(revenue_minor) as revenue_minor, sum(discount_minor) as discount_minor,
       sum(quantity) as quantity, countIf(kind = 'sale' and line_no = 0) as orders, uniqState(buyer_id) as buyers
     from sale_facts group by tenant_id, day, currency, seller_name, category_id`,
]
