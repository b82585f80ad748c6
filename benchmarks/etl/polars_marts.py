"""The four marts by Polars' lazy engine, from Parquet files to a Parquet file each."""

import datetime
import sys

import polars as pl

from timing import timed

data, out, as_of = sys.argv[1:4]
last_day = datetime.date.fromisoformat(as_of)
end = datetime.datetime.combine(last_day + datetime.timedelta(days=1), datetime.time(), datetime.timezone.utc)
TOTAL = pl.Decimal(18, 2)


def scan(table):
    return pl.scan_parquet(f"{data}/{table}/**/*.parquet", hive_partitioning=False)


def cents(column):
    return (pl.col(column) * 100).cast(pl.Int64)


def total(column):
    return (pl.col(column).cast(pl.Decimal(18, 0)) / pl.lit(100).cast(pl.Decimal(18, 2))).cast(TOTAL)


def entries():
    lines = scan("transactions").select(
        "order_id", "user_id", "product_id", "status", "occurred_at", "status_at",
        pl.col("quantity").cast(pl.Int64), cents("amount").alias("amount"), cents("discount").alias("discount"))
    none = pl.lit(0, pl.Int64)
    refunded = pl.col("status") == "refunded"
    sales = lines.filter(pl.col("occurred_at") < end).select(
        pl.col("occurred_at").dt.date().alias("day"), "order_id", "user_id", "product_id", pl.lit(1, pl.Int64).alias("placed"),
        pl.col("quantity").alias("units"), (pl.col("amount") + pl.col("discount")).alias("gross"), "discount",
        none.alias("refunded_lines"), none.alias("refunded_units"), none.alias("refunded"), none.alias("cancelled_lines"),
        none.alias("cancelled_units"), none.alias("cancelled"), "occurred_at", pl.col("amount").alias("margin"),
        (-pl.col("quantity")).alias("costed"))
    reversals = lines.filter((pl.col("status") != "completed") & (pl.col("status_at") < end)).select(
        pl.col("status_at").dt.date().alias("day"), "order_id", "user_id", "product_id", none.alias("placed"), none.alias("units"),
        none.alias("gross"), none.alias("discount"), refunded.cast(pl.Int64).alias("refunded_lines"),
        pl.when(refunded).then("quantity").otherwise(0).alias("refunded_units"), pl.when(refunded).then("amount").otherwise(0).alias("refunded"),
        (~refunded).cast(pl.Int64).alias("cancelled_lines"), pl.when(refunded).then(0).otherwise("quantity").alias("cancelled_units"),
        pl.when(refunded).then(0).otherwise("amount").alias("cancelled"), pl.lit(None, pl.Datetime("us", "UTC")).alias("occurred_at"),
        (-pl.col("amount")).alias("margin"), pl.col("quantity").alias("costed"))
    catalogue = scan("products").select("product_id", "category", cents("cost").alias("cost"))
    return pl.concat([sales, reversals]).join(catalogue, on="product_id", how="left").with_columns(
        pl.col("category").fill_null("unknown"), (pl.col("margin") + pl.col("costed") * pl.col("cost")).alias("margin"))


def daily_sales():
    placed = pl.col("placed") == 1
    sums = ["units", "gross", "discount", "refunded_lines", "refunded_units", "refunded", "cancelled_lines", "cancelled_units", "cancelled"]
    entries().group_by("day", "category").agg(
        pl.col("order_id").filter(placed).n_unique().cast(pl.Int64).alias("orders"), pl.col("placed").sum().alias("lines"), pl.col(sums).sum(),
    ).with_columns((pl.col("gross") - pl.col("discount") - pl.col("refunded") - pl.col("cancelled")).alias("net")).select(
        "day", "category", "orders", "lines", "units", total("gross").alias("gross_revenue"), total("discount").alias("discount"),
        "refunded_lines", "refunded_units", total("refunded").alias("refunded_revenue"), "cancelled_lines", "cancelled_units",
        total("cancelled").alias("cancelled_revenue"), total("net").alias("net_revenue"),
    ).collect().write_parquet(f"{out}/daily_sales.parquet")


def customer_360():
    placed = pl.col("placed") == 1
    customers = entries().filter(pl.col("user_id").is_not_null()).group_by("user_id").agg(
        pl.col("occurred_at").min().alias("first_order_at"), pl.col("occurred_at").max().alias("last_order_at"),
        pl.col("order_id").filter(placed).n_unique().cast(pl.Int64).alias("orders"),
        pl.col("order_id").filter(~placed).n_unique().cast(pl.Int64).alias("reversed_orders"), pl.col("units").sum(),
        (pl.col("gross") - pl.col("discount")).sum().alias("revenue"), (pl.col("refunded") + pl.col("cancelled")).sum().alias("reversed"),
        pl.col("margin").sum(), pl.col("margin").count().alias("costed"),
        pl.col("day").filter(placed).dt.truncate("1mo").n_unique().cast(pl.Int64).alias("active_months"),
    ).filter(pl.col("orders") > 0).with_columns(
        (pl.col("orders") - pl.col("reversed_orders")).alias("frequency"), (pl.col("revenue") - pl.col("reversed")).alias("value"),
        (pl.lit(last_day) - pl.col("last_order_at").dt.date()).dt.total_days().cast(pl.Int32).alias("recency_days"),
    ).with_columns((pl.col("value") // 100).alias("whole")).collect()

    def score(column):
        return sum((pl.col(column) > customers[column].quantile(q, "linear")).cast(pl.Int32) for q in (0.2, 0.4, 0.6, 0.8))

    rfm = pl.col("rfm_score")
    average = ((pl.col("value") / pl.col("frequency") + 0.5).floor()).cast(pl.Int64)
    customers.lazy().with_columns(
        (5 - score("recency_days")).alias("r_score"), (1 + score("frequency")).alias("f_score"), (1 + score("whole")).alias("m_score"),
    ).with_columns(
        (pl.col("r_score") + pl.col("f_score") + pl.col("m_score")).alias("rfm_score"),
        pl.when(pl.col("frequency") > 0).then(average).alias("average"),
        pl.when(pl.col("costed") > 0).then("margin").alias("margin"),
    ).join(scan("users").select("user_id", "country", "channel", "loyalty_tier", "signup_at"), on="user_id", how="left").select(
        "user_id", "country", "channel", "loyalty_tier", "signup_at", "first_order_at", "last_order_at", "recency_days", "orders", "frequency",
        "units", total("revenue").alias("revenue"), total("reversed").alias("reversed_revenue"), total("value").alias("lifetime_value"),
        total("margin").alias("margin"), total("average").alias("average_order_value"), "active_months", "r_score", "f_score", "m_score",
        "rfm_score",
        pl.when(pl.col("frequency") <= 1).then(pl.lit("One-time")).when(rfm >= 13).then(pl.lit("VIP")).when(rfm >= 9)
        .then(pl.lit("Regular")).otherwise(pl.lit("Casual")).alias("segment"),
        pl.lit(last_day).alias("as_of"),
    ).collect().write_parquet(f"{out}/customer_360.parquet")


def sessions():
    kind = pl.col("event_type")

    def steps(name):
        return (kind == name).sum().cast(pl.Int32)

    scan("clickstream").group_by("session_id", pl.col("occurred_at").dt.truncate("1mo").alias("month")).agg(
        pl.col("user_id").max(), pl.col("occurred_at").min().alias("started_at"), pl.col("occurred_at").max().alias("ended_at"),
        pl.len().cast(pl.Int32).alias("events"), steps("search").alias("searches"), steps("product_view").alias("views"),
        steps("add_to_cart").alias("carts"), steps("remove_from_cart").alias("removals"), (kind == "checkout").any().alias("checked_out"),
        (kind == "purchase").any().alias("purchased"), pl.col("order_id").min(), pl.col("device").first(), pl.col("referrer").first(),
    ).select(
        "session_id", "user_id", "started_at", "ended_at",
        (pl.col("ended_at") - pl.col("started_at")).dt.total_seconds().alias("duration_seconds"), "events", "searches", "views", "carts",
        "removals", "checked_out", "purchased", "order_id", "device", "referrer",
    ).collect(engine="streaming").write_parquet(f"{out}/sessions.parquet")


def funnel_daily():
    def share(part, whole):
        return pl.when(pl.col(whole) > 0).then(pl.col(part) / pl.col(whole))

    pl.scan_parquet(f"{out}/sessions.parquet").group_by(
        pl.col("started_at").dt.date().alias("day"), pl.col("device").fill_null("unknown"),
    ).agg(
        pl.len().cast(pl.Int64).alias("sessions"), (pl.col("views") > 0).sum().cast(pl.Int64).alias("viewed"),
        (pl.col("carts") > 0).sum().cast(pl.Int64).alias("carted"), pl.col("checked_out").sum().cast(pl.Int64),
        pl.col("purchased").sum().cast(pl.Int64),
    ).with_columns(
        share("viewed", "sessions").alias("view_rate"), share("carted", "viewed").alias("cart_rate"),
        share("checked_out", "carted").alias("checkout_rate"), share("purchased", "checked_out").alias("purchase_rate"),
        share("purchased", "sessions").alias("conversion"),
    ).collect().write_parquet(f"{out}/funnel_daily.parquet")


for mart in (daily_sales, customer_360, sessions, funnel_daily):
    timed(mart.__name__, mart)
