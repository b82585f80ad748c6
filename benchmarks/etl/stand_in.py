"""Interim input: Parquet files shaped like the loaded tables, made by DuckDB."""
import sys, os, duckdb, time
out, scale = sys.argv[1], float(sys.argv[2])
U, P, S = int(100000*scale), 10000, int(2050000*scale)
[os.makedirs(f"{out}/{table}", exist_ok=True) for table in ("users", "products")]
c = duckdb.connect()
c.execute("SET TimeZone='UTC'; SET threads=2; SELECT setseed(0.42)")
t=time.time()
c.execute(f"""
COPY (SELECT i AS user_id, 'name '||i AS name, 'u'||i||'@x.org' AS email, ['female','male','other'][1+(hash(i)%3)::int] AS gender,
 DATE '1970-01-01' + (hash(i*7)%12000)::int AS birth_date, ['Germany','France','Spain'][1+(hash(i+3)%3)::int] AS country, 'City' AS city,
 ['ads','organic','email'][1+(hash(i+5)%3)::int] AS channel, ['bronze','silver','gold','platinum'][1+(hash(i+9)%4)::int] AS loyalty_tier,
 TIMESTAMPTZ '2023-01-01 00:00:00+00' + to_seconds((hash(i+11)%60000000)::bigint) AS signup_at FROM range(1,{U}+1) t(i)) TO '{out}/users/part-0.parquet' (FORMAT parquet, COMPRESSION zstd);
COPY (SELECT i AS product_id, 'product '||i AS name, 'category '||(hash(i)%8) AS category, 'brand '||(hash(i+1)%100) AS brand,
 (10+hash(i+2)%19000/100.0)::DECIMAL(10,2) AS price, (5+hash(i+4)%500/100.0)::DECIMAL(10,2) AS cost, 4.0::DOUBLE AS rating, DATE '2023-01-01' AS launched_on
 FROM range(1,{P}+1) t(i)) TO '{out}/products/part-0.parquet' (FORMAT parquet, COMPRESSION zstd);
""")
c.execute(f"""
CREATE TABLE s AS SELECT i AS session_id, 1+floor({U}*pow(random(),2))::bigint AS user_id,
 TIMESTAMPTZ '2025-01-01 00:00:00+00' + to_days(floor(random()*365)::int) + to_milliseconds(floor(random()*84000000)::bigint) AS ts,
 random()<0.095 AS buys, ['desktop','mobile','tablet'][1+floor(random()*3)::int] AS device,
 ['direct','search','email','social','ads','affiliate'][1+floor(random()*6)::int] AS referrer,
 1+floor(-ln(random())*2.2)::int AS k, 1+floor(random()*4)::int AS lines, random() AS r FROM range(1,{S}+1) t(i);
CREATE TABLE e AS
 SELECT session_id,user_id,ts+to_seconds(j*35) AS occurred_at,device,referrer,
  CASE WHEN random()<0.4 THEN 'page_view' WHEN random()<0.2 THEN 'search' WHEN random()<0.75 THEN 'product_view' WHEN random()<0.8 THEN 'add_to_cart' ELSE 'remove_from_cart' END AS event_type, NULL::bigint AS order_id
  FROM s, LATERAL (SELECT unnest(range(k)) AS j) WHERE NOT buys
 UNION ALL SELECT session_id,user_id,ts,device,referrer,'page_view',NULL FROM s WHERE buys
 UNION ALL SELECT session_id,user_id,ts+to_seconds(10+j*40),device,referrer,'product_view',NULL FROM s, LATERAL (SELECT unnest(range(lines)) AS j) WHERE buys
 UNION ALL SELECT session_id,user_id,ts+to_seconds(20+j*40),device,referrer,'add_to_cart',NULL FROM s, LATERAL (SELECT unnest(range(lines)) AS j) WHERE buys
 UNION ALL SELECT session_id,user_id,ts+to_seconds(300),device,referrer,'checkout',NULL FROM s WHERE buys
 UNION ALL SELECT session_id,user_id,ts+to_seconds(340),device,referrer,'purchase',session_id FROM s WHERE buys;
CREATE TABLE t AS WITH o AS (SELECT session_id AS order_id, session_id,user_id, ts+to_seconds(340) AS occurred_at, lines,
   CASE WHEN r<0.85 THEN 'completed' WHEN r<0.90 THEN 'cancelled' WHEN r<0.97 THEN 'refunded' ELSE 'failed' END AS status, r FROM s WHERE buys),
  l AS (SELECT o.*, 1+floor({P}*pow(random(),3))::bigint AS product_id, 1+floor(random()*random()*4)::int AS quantity, (10+random()*90)::DECIMAL(10,2) AS unit_price, random()<0.2 AS disc FROM o, LATERAL (SELECT unnest(range(lines))))
 SELECT (row_number() over ())::bigint AS transaction_id, order_id, user_id, product_id, session_id, quantity, unit_price,
  CASE WHEN disc THEN (quantity*unit_price*0.1)::DECIMAL(10,2) ELSE 0::DECIMAL(10,2) END AS discount,
  status, 'card' AS payment_method, occurred_at,
  CASE status WHEN 'completed' THEN occurred_at + INTERVAL 2 DAYS WHEN 'cancelled' THEN occurred_at+INTERVAL 3 HOURS WHEN 'failed' THEN occurred_at ELSE occurred_at + to_days((5+(r*1000000)::int%40)::int) END AS status_at FROM l;
""")
print(c.execute("select count(*) from e").fetchone(), c.execute("select count(*) from t").fetchone(), time.time()-t)
for m in range(1,13):
    ym=f"2025-{m:02d}"; lo=f"TIMESTAMPTZ '{ym}-01 00:00:00+00'"; hi=f"{lo} + INTERVAL 1 MONTH"
    d=f"{out}/clickstream/month={ym}"; os.makedirs(d,exist_ok=True)
    for part in (0,1):
        c.execute(f"""COPY (SELECT (row_number() over ())::bigint+{m}*100000000+{part}*50000000 AS event_id, session_id,user_id,event_type,
          CASE WHEN event_type IN ('product_view','add_to_cart','remove_from_cart') THEN 1+(hash(session_id,occurred_at)%{P})::bigint END AS product_id, order_id,
          CASE WHEN event_type='search' THEN 'query '||(session_id%500) END AS search_query, device, referrer, occurred_at
          FROM e WHERE occurred_at>={lo} AND occurred_at<{hi} AND user_id%2={part} ORDER BY occurred_at) TO '{d}/part-{part}.parquet' (FORMAT parquet, COMPRESSION zstd)""")
    d=f"{out}/transactions/month={ym}"; os.makedirs(d,exist_ok=True)
    c.execute(f"""COPY (SELECT transaction_id,order_id,user_id,product_id,session_id,quantity,unit_price,discount,(quantity*unit_price-discount)::DECIMAL(12,2) AS amount,status,payment_method,occurred_at,status_at
      FROM t WHERE occurred_at>={lo} AND occurred_at<{hi} ORDER BY occurred_at) TO '{d}/part-0.parquet' (FORMAT parquet, COMPRESSION zstd)""")
print(time.time()-t)
