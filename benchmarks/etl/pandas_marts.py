"""The four marts by pandas, columns pruned while reading, money as whole cents."""

import glob
import sys

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from timing import timed

data, out, as_of = sys.argv[1:4]
last_day = pd.Timestamp(as_of)
end = last_day.tz_localize("UTC") + pd.Timedelta(days=1)


def read(table, columns, money=()):
    files = sorted(glob.glob(f"{data}/{table}/**/*.parquet", recursive=True))
    rows = pa.concat_tables([pq.ParquetFile(file).read(columns=columns) for file in files])
    for column in money:
        place = rows.schema.get_field_index(column)
        rows = rows.set_column(place, column, pc.cast(pc.multiply(rows[column], 100), pa.int64()))
    return rows


def entries():
    lines = read("transactions", ["order_id", "user_id", "product_id", "quantity", "discount", "amount", "status", "occurred_at", "status_at"],
                 ["discount", "amount"]).to_pandas()
    sales = lines[lines.occurred_at < end]
    sales = pd.DataFrame({
        "day": sales.occurred_at.dt.floor("D"), "order_id": sales.order_id, "user_id": sales.user_id, "product_id": sales.product_id,
        "placed": 1, "units": sales.quantity, "gross": sales.amount + sales.discount, "discount": sales.discount, "refunded_lines": 0,
        "refunded_units": 0, "refunded": 0, "cancelled_lines": 0, "cancelled_units": 0, "cancelled": 0, "occurred_at": sales.occurred_at,
        "margin": sales.amount, "costed": -sales.quantity})
    back = lines[(lines.status != "completed") & (lines.status_at < end)]
    refunded = (back.status == "refunded").astype("int64")
    cancelled = 1 - refunded
    back = pd.DataFrame({
        "day": back.status_at.dt.floor("D"), "order_id": back.order_id, "user_id": back.user_id, "product_id": back.product_id,
        "placed": 0, "units": 0, "gross": 0, "discount": 0, "refunded_lines": refunded, "refunded_units": refunded * back.quantity,
        "refunded": refunded * back.amount, "cancelled_lines": cancelled, "cancelled_units": cancelled * back.quantity,
        "cancelled": cancelled * back.amount, "occurred_at": pd.Series(pd.NaT, index=back.index, dtype=sales.occurred_at.dtype),
        "margin": -back.amount, "costed": back.quantity})
    catalogue = read("products", ["product_id", "category", "cost"], ["cost"]).to_pandas()
    both = pd.concat([sales, back], ignore_index=True).merge(catalogue, on="product_id", how="left")
    both["category"] = both.category.fillna("unknown")
    both["margin"] = both.margin + both.costed * both.cost
    return both


def write(frame, name, money=()):
    rows = pa.Table.from_pandas(frame, preserve_index=False)
    for column in money:
        place = rows.schema.get_field_index(column)
        whole = pc.cast(pc.cast(rows[column], pa.int64()), pa.decimal128(19, 0))
        rows = rows.set_column(place, column, pc.cast(pc.multiply(whole, pa.scalar(__import__("decimal").Decimal("0.01"))), pa.decimal128(18, 2)))
    pq.write_table(rows, f"{out}/{name}.parquet")


def daily_sales():
    rows = entries()
    keys = ["day", "category"]
    sums = ["placed", "units", "gross", "discount", "refunded_lines", "refunded_units", "refunded", "cancelled_lines", "cancelled_units",
            "cancelled"]
    result = rows.groupby(keys)[sums].sum()
    result["orders"] = rows[rows.placed == 1].groupby(keys).order_id.nunique()
    result["orders"] = result.orders.fillna(0).astype("int64")
    result["net_revenue"] = result.gross - result.discount - result.refunded - result.cancelled
    result = result.reset_index().rename(columns={
        "placed": "lines", "gross": "gross_revenue", "refunded": "refunded_revenue", "cancelled": "cancelled_revenue"})
    result["day"] = result.day.dt.date
    write(result, "daily_sales", ["gross_revenue", "discount", "refunded_revenue", "cancelled_revenue", "net_revenue"])


def customer_360():
    rows = entries()
    rows = rows[rows.user_id.notna()]
    rows["paid"] = rows.gross - rows.discount
    rows["reversed"] = rows.refunded + rows.cancelled
    rows["month"] = rows.day.dt.year * 12 + rows.day.dt.month
    by_user = rows.groupby("user_id")
    result = by_user.agg(first_order_at=("occurred_at", "min"), last_order_at=("occurred_at", "max"), units=("units", "sum"),
                         revenue=("paid", "sum"), reversed_revenue=("reversed", "sum"))
    result["margin"] = by_user.margin.sum(min_count=1)
    placed = rows[rows.placed == 1].groupby("user_id")
    result["orders"] = placed.order_id.nunique()
    result["active_months"] = placed.month.nunique()
    result["reversed_orders"] = rows[rows.placed == 0].groupby("user_id").order_id.nunique()
    result["reversed_orders"] = result.reversed_orders.fillna(0)
    result = result[result.orders.notna()]
    result["frequency"] = result.orders - result.reversed_orders
    result["lifetime_value"] = result.revenue - result.reversed_revenue
    result["whole"] = result.lifetime_value // 100
    result["recency_days"] = (last_day - result.last_order_at.dt.tz_localize(None).dt.floor("D")).dt.days

    def score(column):
        limits = result[column].quantile([0.2, 0.4, 0.6, 0.8])
        return sum((result[column] > limit).astype("int64") for limit in limits)

    result["r_score"] = 5 - score("recency_days")
    result["f_score"] = 1 + score("frequency")
    result["m_score"] = 1 + score("whole")
    result["rfm_score"] = result.r_score + result.f_score + result.m_score
    result["segment"] = "Casual"
    result.loc[result.rfm_score >= 9, "segment"] = "Regular"
    result.loc[result.rfm_score >= 13, "segment"] = "VIP"
    result.loc[result.frequency <= 1, "segment"] = "One-time"
    result["average_order_value"] = (result.lifetime_value / result.frequency.where(result.frequency > 0) + 0.5) // 1
    result["as_of"] = last_day.date()
    users = read("users", ["user_id", "country", "channel", "loyalty_tier", "signup_at"]).to_pandas()
    result = result.reset_index().merge(users, on="user_id", how="left")
    write(result.drop(columns=["whole", "reversed_orders"]), "customer_360",
          ["revenue", "reversed_revenue", "lifetime_value", "margin", "average_order_value"])


def sessions():
    rows = read("clickstream", ["session_id", "user_id", "event_type", "order_id", "device", "referrer", "occurred_at"])
    for column in ("event_type", "device", "referrer"):
        rows = rows.set_column(rows.schema.get_field_index(column), column, pc.dictionary_encode(rows[column]))
    rows = rows.to_pandas()
    for column, kind in {"searches": "search", "views": "product_view", "carts": "add_to_cart", "removals": "remove_from_cart",
                         "checkouts": "checkout", "purchases": "purchase"}.items():
        rows[column] = (rows.event_type == kind).astype("int32")
    rows["month"] = rows.occurred_at.dt.year * 12 + rows.occurred_at.dt.month
    result = rows.groupby(["session_id", "month"]).agg(
        user_id=("user_id", "max"), started_at=("occurred_at", "min"), ended_at=("occurred_at", "max"), events=("event_type", "size"),
        searches=("searches", "sum"), views=("views", "sum"), carts=("carts", "sum"), removals=("removals", "sum"),
        checkouts=("checkouts", "sum"), purchases=("purchases", "sum"), order_id=("order_id", "min"), device=("device", "first"),
        referrer=("referrer", "first")).reset_index()
    result["duration_seconds"] = (result.ended_at - result.started_at).dt.total_seconds() // 1
    result["checked_out"] = result.checkouts > 0
    result["purchased"] = result.purchases > 0
    write(result.drop(columns=["month", "checkouts", "purchases"]), "sessions")


def funnel_daily():
    rows = pd.read_parquet(f"{out}/sessions.parquet", columns=["started_at", "device", "views", "carts", "checked_out", "purchased"])
    rows["day"] = rows.started_at.dt.floor("D")
    rows["device"] = rows.device.astype("object").fillna("unknown")
    rows["viewed"] = rows.views > 0
    rows["carted"] = rows.carts > 0
    result = rows.groupby(["day", "device"]).agg(sessions=("viewed", "size"), viewed=("viewed", "sum"), carted=("carted", "sum"),
                                                checked_out=("checked_out", "sum"), purchased=("purchased", "sum")).reset_index()
    for rate, part, whole in (("view_rate", "viewed", "sessions"), ("cart_rate", "carted", "viewed"), ("checkout_rate", "checked_out", "carted"),
                              ("purchase_rate", "purchased", "checked_out"), ("conversion", "purchased", "sessions")):
        result[rate] = result[part] / result[whole].where(result[whole] > 0)
    result["day"] = result.day.dt.date
    write(result, "funnel_daily")


for mart in (daily_sales, customer_360, sessions, funnel_daily):
    timed(mart.__name__, mart)
