package org.hybridrec.benchmarks;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.hybridrec.core.training.Checks;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command line: {@code peers} compares engines, {@code optimizers} and {@code sampled} ways to
 * train, {@code factors} times WALS, {@code beyond-memory} trains on more rows than fit in memory,
 * {@code tribuo} sets Tribuo's trainers beside this library's, {@code checks} times what looks for
 * divergence, {@code jmh} runs the benchmarks of this library's parts, {@code export} writes the
 * reference problem for programs in other languages.
 */
@Command(
    name = "benchmarks",
    mixinStandardHelpOptions = true,
    description = "Times the training step and the recommendation.",
    subcommands = {
      Peers.class,
      Optimizers.class,
      Sampled.class,
      Factors.class,
      BeyondMemory.class,
      TribuoComparison.class,
      Checks.class,
      Jmh.class,
      Export.class,
      Worker.class
    })
public final class Benchmarks {

  private Benchmarks() {}

  /** Runs a command and ends the process with its exit code: 0 if all went well. */
  public static void main(String... arguments) {
    System.exit(
        new CommandLine(new Benchmarks())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
            .execute(arguments));
  }
}
