"""The four marts by DuckDB: one SQL statement each, from Parquet files to a Parquet file."""

import sys

import duckdb

from timing import timed

data, out, as_of = sys.argv[1:4]
db = duckdb.connect()
db.execute("SET TimeZone = 'UTC'")
for table in ("transactions", "clickstream", "users", "products"):
    db.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{data}/{table}/**/*.parquet')")

END = f"(DATE '{as_of}' + 1)::TIMESTAMP AT TIME ZONE 'UTC'"
ENTRIES = f"""
    entries AS (
      SELECT t.*, coalesce(category, 'unknown') AS category, cost FROM (
        SELECT occurred_at::DATE AS day, order_id, user_id, product_id, 1 AS placed, quantity AS units,
               amount + discount AS gross, discount, 0 AS refunded_lines, 0 AS refunded_units, 0::DECIMAL(12,2) AS refunded,
               0 AS cancelled_lines, 0 AS cancelled_units, 0::DECIMAL(12,2) AS cancelled, occurred_at, amount AS margin, -quantity AS costed
        FROM transactions WHERE occurred_at < {END}
        UNION ALL BY NAME
        SELECT status_at::DATE AS day, order_id, user_id, product_id, 0 AS placed, 0 AS units, 0 AS gross, 0 AS discount,
               (status = 'refunded')::INT AS refunded_lines, if(status = 'refunded', quantity, 0) AS refunded_units,
               if(status = 'refunded', amount, 0) AS refunded, (status <> 'refunded')::INT AS cancelled_lines,
               if(status <> 'refunded', quantity, 0) AS cancelled_units, if(status <> 'refunded', amount, 0) AS cancelled,
               NULL AS occurred_at, -amount AS margin, quantity AS costed
        FROM transactions WHERE status <> 'completed' AND status_at < {END}) t
      LEFT JOIN products USING (product_id))"""


def write(name, query):
    db.execute(f"COPY ({query}) TO '{out}/{name}.parquet' (FORMAT parquet)")


def daily_sales():
    write("daily_sales", f"""
    WITH {ENTRIES}
    SELECT day, category, count(DISTINCT order_id) FILTER (placed = 1) AS orders, sum(placed)::BIGINT AS lines, sum(units)::BIGINT AS units,
           sum(gross)::DECIMAL(18,2) AS gross_revenue, sum(discount)::DECIMAL(18,2) AS discount, sum(refunded_lines)::BIGINT AS refunded_lines,
           sum(refunded_units)::BIGINT AS refunded_units, sum(refunded)::DECIMAL(18,2) AS refunded_revenue,
           sum(cancelled_lines)::BIGINT AS cancelled_lines, sum(cancelled_units)::BIGINT AS cancelled_units,
           sum(cancelled)::DECIMAL(18,2) AS cancelled_revenue,
           (sum(gross) - sum(discount) - sum(refunded) - sum(cancelled))::DECIMAL(18,2) AS net_revenue
    FROM entries GROUP BY day, category""")


def customer_360():
    db.execute(f"""CREATE OR REPLACE TEMP TABLE customers AS
    WITH {ENTRIES}
    SELECT user_id, min(occurred_at) AS first_order_at, max(occurred_at) AS last_order_at,
           (DATE '{as_of}' - max(occurred_at)::DATE)::INT AS recency_days, count(DISTINCT order_id) FILTER (placed = 1) AS orders,
           count(DISTINCT order_id) FILTER (placed = 0) AS reversed_orders, sum(units)::BIGINT AS units,
           sum(gross - discount)::DECIMAL(18,2) AS revenue, sum(refunded + cancelled)::DECIMAL(18,2) AS reversed_revenue,
           (sum(gross - discount) - sum(refunded + cancelled))::DECIMAL(18,2) AS lifetime_value,
           sum(if(cost IS NULL, NULL, margin + costed * cost))::DECIMAL(18,2) AS margin,
           count(DISTINCT date_trunc('month', day)) FILTER (placed = 1) AS active_months
    FROM entries WHERE user_id IS NOT NULL GROUP BY user_id HAVING count(*) FILTER (placed = 1) > 0""")
    write("customer_360", f"""
    WITH valued AS (SELECT *, orders - reversed_orders AS frequency, floor(lifetime_value)::BIGINT AS whole FROM customers),
    limits AS (
      SELECT quantile_cont(recency_days, [0.2, 0.4, 0.6, 0.8]) AS r, quantile_cont(frequency, [0.2, 0.4, 0.6, 0.8]) AS f,
             quantile_cont(whole, [0.2, 0.4, 0.6, 0.8]) AS m FROM valued),
    scored AS (
      SELECT valued.*, 5 - len(list_filter(r, lambda x: recency_days > x)) AS r_score,
             1 + len(list_filter(f, lambda x: frequency > x)) AS f_score, 1 + len(list_filter(m, lambda x: whole > x)) AS m_score
      FROM valued, limits)
    SELECT user_id, country, channel, loyalty_tier, signup_at, first_order_at, last_order_at, recency_days, orders, frequency, units, revenue,
           reversed_revenue, lifetime_value, margin,
           if(frequency > 0, (floor((lifetime_value * 100)::DOUBLE / frequency + 0.5) / 100)::DECIMAL(18,2), NULL) AS average_order_value,
           active_months, r_score, f_score, m_score, r_score + f_score + m_score AS rfm_score,
           CASE WHEN frequency <= 1 THEN 'One-time' WHEN r_score + f_score + m_score >= 13 THEN 'VIP'
                WHEN r_score + f_score + m_score >= 9 THEN 'Regular' ELSE 'Casual' END AS segment, DATE '{as_of}' AS as_of
    FROM scored LEFT JOIN users USING (user_id)""")


def sessions():
    write("sessions", """
    SELECT session_id, max(user_id) AS user_id, min(occurred_at) AS started_at, max(occurred_at) AS ended_at,
           ((epoch_us(max(occurred_at)) - epoch_us(min(occurred_at))) // 1000000)::BIGINT AS duration_seconds, count(*)::INT AS events,
           count_if(event_type = 'search')::INT AS searches, count_if(event_type = 'product_view')::INT AS views,
           count_if(event_type = 'add_to_cart')::INT AS carts, count_if(event_type = 'remove_from_cart')::INT AS removals,
           bool_or(event_type = 'checkout') AS checked_out, bool_or(event_type = 'purchase') AS purchased, min(order_id) AS order_id,
           arg_min(device, occurred_at) AS device, arg_min(referrer, occurred_at) AS referrer
    FROM clickstream GROUP BY session_id, date_trunc('month', occurred_at)""")


def funnel_daily():
    write("funnel_daily", f"""
    SELECT *, viewed / visits AS view_rate, carted / nullif(viewed, 0) AS cart_rate, checked_out / nullif(carted, 0) AS checkout_rate,
           purchased / nullif(checked_out, 0) AS purchase_rate, purchased / visits AS conversion
    FROM (SELECT started_at::DATE AS day, coalesce(device, 'unknown') AS device, count(*) AS visits, count_if(views > 0) AS viewed,
                 count_if(carts > 0) AS carted, count_if(checked_out) AS checked_out, count_if(purchased) AS purchased
          FROM '{out}/sessions.parquet' GROUP BY 1, 2)""".replace("SELECT *,", "SELECT * RENAME (visits AS sessions),"))


for mart in (daily_sales, customer_360, sessions, funnel_daily):
    timed(mart.__name__, mart)
