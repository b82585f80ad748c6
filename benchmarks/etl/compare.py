"""Whether the marts of all engines are equal, value by value."""

import duckdb

KEYS = {"daily_sales": "day, category", "customer_360": "user_id", "sessions": "session_id, started_at", "funnel_daily": "day, device"}


def canonical(db, reference, mart):
    """The reference's columns, in types in which equal values are equal whatever engine wrote them."""
    columns = []
    for name, kind, *_ in db.execute(f"DESCRIBE SELECT * FROM '{reference}'").fetchall():
        if name == "event_month":
            continue
        if kind.startswith("DECIMAL"):
            columns.append(f"{name}::DECIMAL(18,2) AS {name}")
        elif kind == "DOUBLE":
            columns.append(f"round({name}::DOUBLE, 9) AS {name}")
        elif kind in ("BIGINT", "INTEGER", "HUGEINT"):
            columns.append(f"{name}::BIGINT AS {name}")
        elif kind.startswith("TIMESTAMP"):
            columns.append(f"epoch_us({name}) AS {name}")
        elif kind == "DATE":
            columns.append(f"{name}::DATE AS {name}")
        else:
            columns.append(f"{name}::VARCHAR AS {name}")
    return ", ".join(columns)


def differences(places):
    """places: engine -> mart -> glob; the first engine is the reference. One sentence a difference."""
    db = duckdb.connect()
    db.execute("SET TimeZone = 'UTC'")
    reference = next(iter(places))
    found = []
    for mart in KEYS:
        columns = canonical(db, places[reference][mart], mart)
        for engine, marts in places.items():
            if engine == reference:
                continue
            ours = f"SELECT {columns} FROM '{places[reference][mart]}'"
            theirs = f"SELECT {columns} FROM '{marts[mart]}'"
            missing = db.execute(f"SELECT count(*) FROM ({ours} EXCEPT ALL {theirs})").fetchone()[0]
            extra = db.execute(f"SELECT count(*) FROM ({theirs} EXCEPT ALL {ours})").fetchone()[0]
            if missing or extra:
                found.append(f"{mart}: {missing} rows of {reference} are not among those of {engine}, {extra} the other way round")
    return found
