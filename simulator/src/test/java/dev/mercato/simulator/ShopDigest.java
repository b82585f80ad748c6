package dev.mercato.simulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A digest of each table of a small shop. Its main prints them, for another JVM to be asked. */
final class ShopDigest {

  private ShopDigest() {}

  public static void main(String[] arguments) {
    System.out.print(of(Rows.shop(42, 300)));
  }

  static String of(Shop shop) {
    return "users "
        + users(shop)
        + "\nproducts "
        + products(shop)
        + "\ntruth "
        + truth(shop)
        + "\nclickstream "
        + digest(Rows.clicks(shop, Rows.AUTUMN))
        + "\ntransactions "
        + digest(Rows.lines(shop, Rows.AUTUMN))
        + "\n";
  }

  private static String users(Shop shop) {
    MessageDigest digest = sha256();
    for (long user = 1; user <= shop.spec().users(); user++) {
      add(digest, shop.population().row(user));
    }
    return hex(digest);
  }

  private static String truth(Shop shop) {
    MessageDigest digest = sha256();
    for (long user = 1; user <= shop.spec().users(); user++) {
      add(digest, shop.population().truth(user));
    }
    for (int product = 1; product <= shop.catalogue().size(); product++) {
      add(digest, shop.catalogue().truth(product));
    }
    return hex(digest);
  }

  private static String products(Shop shop) {
    MessageDigest digest = sha256();
    for (int product = 1; product <= shop.catalogue().size(); product++) {
      add(digest, shop.catalogue().row(product));
    }
    return hex(digest);
  }

  static String digest(Iterable<?> rows) {
    MessageDigest digest = sha256();
    rows.forEach(row -> add(digest, row));
    return hex(digest);
  }

  private static void add(MessageDigest digest, Object row) {
    digest.update(row.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Cannot make digests: this JVM lacks SHA-256", e);
    }
  }
}
