package dev.mercato.services;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports on 127.0.0.1 that nothing listens on. They lie below the range from which systems take the
 * ports of outgoing connections, so none of those can seize one before its service starts; and no
 * port is given out twice in one JVM.
 */
public final class FreePorts {
  private static final int FIRST = 15_000;
  private static final int COUNT = 15_000;
  // Test JVMs that run at the same time begin at different places.
  private static final AtomicInteger NEXT =
      new AtomicInteger((int) (ProcessHandle.current().pid() * 61 % COUNT));

  private FreePorts() {}

  /** The next one that nobody listens on. */
  public static int next() {
    for (int tried = 0; tried < COUNT; tried++) {
      int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("Cannot find a free port on 127.0.0.1 from " + FIRST);
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(Loopback.address(port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
