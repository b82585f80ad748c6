package dev.mercato.services;

import java.util.List;

/** Flags of JVMs that live for seconds: quick to start rather than quick in the long run. */
public final class QuickStart {
  public static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          // The quick compiler comes with 48 MB, which Spark fills, and is interpreted from then
          // on.
          "-XX:ReservedCodeCacheSize=240m",
          "-XX:-UsePerfData",
          // One part in seven of a start was spent on verifying classes that no build changes.
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:-BytecodeVerificationRemote");

  private QuickStart() {}
}
