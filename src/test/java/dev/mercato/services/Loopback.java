package dev.mercato.services;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** The address that all services of a test listen on. */
public final class Loopback {
  public static final String HOST = "127.0.0.1";
  private static final int CONNECT_MILLIS = 1_000;

  private Loopback() {}

  static InetSocketAddress address(int port) throws IOException {
    return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
  }

  /** Whether a service accepts connections on that port. */
  static boolean accepts(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(address(port), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
