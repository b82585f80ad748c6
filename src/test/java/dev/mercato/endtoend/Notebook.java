package dev.mercato.endtoend;

import dev.mercato.services.Checkout;
import dev.mercato.services.Finished;
import dev.mercato.services.Loopback;
import dev.mercato.services.PythonEnvironment;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A notebook of the project, to be run from its first cell to its last. */
final class Notebook {
  static final Path FOLDER = Checkout.root().resolve("notebooks");

  private Notebook() {}

  /**
   * Runs it, as Jupyter would with the packages of its image.
   *
   * @param directory for what it leaves
   * @param variables of its environment
   */
  static Finished run(String name, Path directory, Map<String, String> variables) {
    PythonEnvironment python = PythonEnvironment.jupyter();
    Map<String, String> all = new HashMap<>(variables);
    all.put("SPARK_HOME", python.sparkHome().toString());
    all.put("SPARK_LOCAL_IP", Loopback.HOST);
    all.put("IPYTHONDIR", directory.resolve("ipython").toString());
    all.put("PATH", python.command("python").getParent() + ":" + System.getenv("PATH"));
    return Finished.of(
        List.of(
            python.command("jupyter").toString(),
            "nbconvert",
            "--to",
            "notebook",
            "--execute",
            "--output-dir",
            directory.toString(),
            FOLDER.resolve(name).toString()),
        all);
  }
}
