package dev.mercato.etl.report;

import java.util.List;

/** The statements that fill a {@link SmallShop}. */
final class ShopStatements {
  /** Numbers from 0 to 1 that look like chance and are the same each time. */
  private static final String CHANCE = "(pmod(xxhash64(%s, '%s'), 1000003) / 1000003D)";

  private static final String CATEGORY =
      "element_at(array('Electronics', 'Fashion', 'Home & Garden', 'Beauty', 'Sports', 'Toys', 'Books', 'Grocery'), int(product_id % 8) + 1)";

  private ShopStatements() {}

  static List<String> all(SmallShop shop) {
    return List.of(
        users(shop),
        lines(shop),
        transactions(),
        dailySales(shop),
        products(),
        customers(shop),
        cohorts(),
        funnel(),
        loads(),
        rejects());
  }

  private static String chance(String key, String purpose) {
    return CHANCE.formatted(key, purpose);
  }

  private static String users(SmallShop shop) {
    return """
        INSERT INTO users
        SELECT id + 1, NULL, NULL, NULL, NULL, 'Norway', NULL, NULL, NULL, TIMESTAMP '2024-06-01 00:00:00'
        FROM range(%d)
        """
        .formatted(shop.users());
  }

  private static String lines(SmallShop shop) {
    return """
        CREATE OR REPLACE TEMPORARY VIEW lines AS
        WITH days AS (
          SELECT explode(sequence(DATE '%s', DATE '%s')) AS day),
        orders AS (
          SELECT day, dayofyear(day) * 100000 + number AS order_id
          FROM days LATERAL VIEW explode(sequence(1, int(round(%d
            * (1 + 0.35 * sin(dayofyear(day) / 58D)) * (0.7 + dayofyear(day) / 500D)
            * CASE WHEN dayofweek(day) IN (1, 2) THEN 1.2 ELSE 0.95 END
            * CASE WHEN day BETWEEN DATE '2025-11-24' AND DATE '2025-12-01' THEN 2.4 ELSE 1 END
            * (0.85 + 0.3 * %s))))) t AS number),
        items AS (
          SELECT *, order_id * 10 + line AS transaction_id,
            1 + int(%d * pow(%s, 2.6)) AS user_id,
            1 + int(%d * pow(%s, 2.2)) AS product_id
          FROM orders LATERAL VIEW explode(sequence(1, 1 + int(3.2 * %s))) t AS line)
        SELECT *, %s AS category, 1 + int(1.4 * %s) AS quantity,
          CAST(8 + 140 * pow(%s, 3) AS DECIMAL(10,2)) AS unit_price,
          CASE WHEN %s < 0.85 THEN 'completed' WHEN %s < 0.6 THEN 'refunded' ELSE 'cancelled' END AS status
        FROM items
        """
        .formatted(
            shop.from(),
            shop.to(),
            shop.ordersADay(),
            chance("day", "orders"),
            shop.users(),
            chance("order_id", "user"),
            shop.products(),
            chance("transaction_id", "product"),
            chance("order_id", "lines"),
            CATEGORY,
            chance("transaction_id", "quantity"),
            chance("product_id", "price"),
            chance("order_id", "completed"),
            chance("order_id", "refunded"));
  }

  private static String transactions() {
    return """
        INSERT INTO transactions PARTITION (event_month, load_id)
        SELECT transaction_id, order_id, user_id, product_id, NULL, quantity, unit_price, 0,
          quantity * unit_price, status, NULL, timestamp(day), timestamp(day) + INTERVAL 12 DAYS,
          date_format(day, 'yyyy-MM'), 'first'
        FROM lines
        """;
  }

  private static String dailySales(SmallShop shop) {
    return """
        INSERT INTO daily_sales PARTITION (event_month)
        WITH entries AS (
          SELECT day, category, order_id, 1 AS lines, quantity AS units, quantity * unit_price AS gross,
            0 AS refunded_lines, 0 AS refunded_units, 0 AS refunded,
            0 AS cancelled_lines, 0 AS cancelled_units, 0 AS cancelled
          FROM lines
          UNION ALL
          SELECT date_add(day, 12), category, NULL, 0, 0, 0,
            int(status = 'refunded'), if(status = 'refunded', quantity, 0),
            if(status = 'refunded', quantity * unit_price, 0),
            int(status = 'cancelled'), if(status = 'cancelled', quantity, 0),
            if(status = 'cancelled', quantity * unit_price, 0)
          FROM lines WHERE status <> 'completed' AND date_add(day, 12) <= DATE '%s')
        SELECT day, category, count(DISTINCT order_id), sum(lines), sum(units), sum(gross), 0,
          sum(refunded_lines), sum(refunded_units), sum(refunded),
          sum(cancelled_lines), sum(cancelled_units), sum(cancelled),
          sum(gross) - sum(refunded) - sum(cancelled), date_format(day, 'yyyy-MM')
        FROM entries GROUP BY day, category
        """
        .formatted(shop.to());
  }

  private static String products() {
    return """
        INSERT INTO product_performance
        SELECT product_id, concat('Product <', product_id, '> & co'), category, NULL, count(*), sum(quantity),
          sum(quantity * unit_price), 0,
          sum(if(status = 'refunded', quantity, 0)), sum(if(status = 'refunded', quantity * unit_price, 0)),
          0, 0, sum(if(status = 'completed', quantity * unit_price, 0)),
          sum(if(status = 'completed', quantity * unit_price, 0)) * 0.31, count(*) * 21, count(*) * 3, count(*),
          0.14, 0.05, sum(if(status = 'refunded', quantity, 0)) / sum(quantity),
          timestamp(min(day)), timestamp(max(day))
        FROM lines GROUP BY product_id, category
        """;
  }

  private static String customers(SmallShop shop) {
    return """
        INSERT INTO customer_360
        WITH customers AS (
          SELECT user_id, min(day) AS first, max(day) AS last, count(DISTINCT order_id) AS orders,
            count(DISTINCT if(status = 'completed', order_id, NULL)) AS frequency, sum(quantity) AS units,
            sum(quantity * unit_price) AS revenue,
            sum(if(status = 'completed', quantity * unit_price, 0)) AS net,
            count(DISTINCT date_format(day, 'yyyy-MM')) AS months
          FROM lines GROUP BY user_id),
        scored AS (
          SELECT *, ntile(5) OVER (ORDER BY last, user_id) AS r, ntile(5) OVER (ORDER BY frequency, user_id) AS f,
            ntile(5) OVER (ORDER BY net, user_id) AS m
          FROM customers)
        SELECT user_id, 'Norway', NULL, NULL, NULL, timestamp(first), timestamp(last),
          datediff(DATE '%s', last), orders, frequency, units, revenue, revenue - net, net, NULL, NULL, months,
          r, f, m, r + f + m,
          CASE WHEN frequency <= 1 THEN 'One-time' WHEN r + f + m >= 13 THEN 'VIP'
            WHEN r + f + m >= 9 THEN 'Regular' ELSE 'Casual' END,
          DATE '%s'
        FROM scored
        """
        .formatted(shop.to(), shop.to());
  }

  private static String cohorts() {
    return """
        INSERT INTO cohort_retention
        WITH months AS (
          SELECT DISTINCT user_id, trunc(day, 'month') AS month FROM lines),
        cohorts AS (
          SELECT user_id, month, min(month) OVER (PARTITION BY user_id) AS cohort FROM months),
        counted AS (
          SELECT cohort, month, count(*) AS customers FROM cohorts GROUP BY cohort, month),
        sized AS (
          SELECT *, max(customers) OVER (PARTITION BY cohort) AS size FROM counted)
        SELECT date_format(cohort, 'yyyy-MM'), int(months_between(month, cohort)), size, customers,
          customers / size, customers, 0
        FROM sized
        """;
  }

  private static String funnel() {
    return """
        INSERT INTO funnel_daily PARTITION (event_month)
        WITH days AS (SELECT day, count(DISTINCT order_id) AS orders FROM lines GROUP BY day),
        devices AS (
          SELECT day, device, int(orders * weight) AS bought,
            int(orders * weight * (9 + 3 * %s) * if(device = 'mobile', 1.3, 1)) + 3 AS sessions
          FROM days LATERAL VIEW explode(map('desktop', 0.45, 'mobile', 0.45, 'tablet', 0.1)) t AS device, weight)
        SELECT day, device, sessions, int(sessions * 0.55), int(sessions * 0.3), int(bought * 1.4), bought,
          0.55, 0.5, 0.4, 0.7, bought / sessions, date_format(day, 'yyyy-MM')
        FROM devices
        """
        .formatted(chance("day", "visits"));
  }

  private static String loads() {
    return """
        INSERT INTO loads VALUES
          ('2025-01-01_2025-12-31', 'users', 'raw', NULL, NULL, 3000, 3000, 0, 0, 0, NULL,
            TIMESTAMP '2026-01-01 03:00:00'),
          ('2025-01-01_2025-12-31', 'transactions', 'raw', DATE '2025-01-01', DATE '2025-12-31',
            98765, 98760, 5, 0, 0, NULL, TIMESTAMP '2026-01-01 03:04:00'),
          ('stream-7', 'clickstream', 'kafka', NULL, NULL, 1200, 1190, 4, 6, 0, '{}',
            TIMESTAMP '2026-01-01 03:05:00')
        """;
  }

  private static String rejects() {
    return """
        INSERT INTO rejects PARTITION (table_name, load_id) VALUES
          ('unit_price more than 0: -3.00', '{}', 'part-0', 'transactions', '2025-01-01_2025-12-31'),
          ('unit_price more than 0: 0.00', '{}', 'part-0', 'transactions', '2025-01-01_2025-12-31'),
          ('unit_price more than 0: <script>alert(1)</script>', '{}', 'part-0', 'transactions',
            '2025-01-01_2025-12-31'),
          ('quantity more than 0: 0', '{}', 'part-1', 'transactions', '2025-01-01_2025-12-31'),
          ('quantity more than 0: -1', '{}', 'part-1', 'transactions', '2025-01-01_2025-12-31'),
          ('event_type one of page_view, search: wave', '{}', 't-0-1', 'clickstream', 'stream-7')
        """;
  }
}
