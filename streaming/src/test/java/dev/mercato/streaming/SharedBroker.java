package dev.mercato.streaming;

import dev.mercato.streaming.broker.PrivateBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileUtil;

/** One real Kafka broker for all tests of this JVM. */
public final class SharedBroker {
  private static final Path DIRECTORY = directory();
  private static final PrivateBroker BROKER = PrivateBroker.start(DIRECTORY, classPath());

  private SharedBroker() {}

  public static String address() {
    return BROKER.address();
  }

  /** The class path of a broker, as the build has resolved it. */
  public static Path classPath() {
    return Path.of(System.getProperty("user.dir")).resolve("../docker/kafka/target/class-path");
  }

  /** Settings for a test that streams. */
  public static Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("stream.brokers", address());
    settings.put("stream.trigger", "100ms");
    settings.put("stream.partitions", "2");
    settings.put("stream.patience", "20s");
    return settings;
  }

  private static Path directory() {
    try {
      Path directory = Files.createTempDirectory("mercato-broker");
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> FileUtil.fullyDelete(directory.toFile())));
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
