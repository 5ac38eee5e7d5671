package org.hybridrec.benchmarks;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.hybridrec.core.factorization.Interactions;
import org.hybridrec.core.factorization.Wals;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Times iterations of WALS on generated observations. */
@Command(
    name = "factors",
    mixinStandardHelpOptions = true,
    description = {
      "Times iterations of WALS on generated observations.",
      "GFLOP/s count what the row solves take in multiplications and additions: n k² + k³/3 + 2 k²"
          + " for a row of n cells and k factors, and k² a row for YᵀY."
    })
final class Factors implements Callable<Integer> {

  @Option(names = "--users", defaultValue = "6040", description = "default ${DEFAULT-VALUE}")
  private int users;

  @Option(names = "--items", defaultValue = "3416", description = "default ${DEFAULT-VALUE}")
  private int items;

  @Option(names = "--observations", defaultValue = "1000000", description = "${DEFAULT-VALUE}")
  private long observations;

  @Option(names = "--width", defaultValue = "64", description = "default ${DEFAULT-VALUE}")
  private int width;

  @Option(names = "--iterations", defaultValue = "10", description = "default ${DEFAULT-VALUE}")
  private int iterations;

  @Option(names = "--threads", description = "default: as many as there are processors")
  private @Nullable Integer threads;

  @Option(names = "--seed", defaultValue = "42", description = "default ${DEFAULT-VALUE}")
  private long seed;

  @Option(
      names = "--write",
      paramLabel = "FILE",
      description =
          "writes the cells as lines of user, item, 1 for other programs, and fits nothing")
  private @Nullable Path file;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  Factors() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Machine.facts().forEach((name, fact) -> out.println(name + ": " + fact));
    Interactions views = GeneratedViews.of(users, items, observations, seed);
    if (file != null) {
      GeneratedViews.write(views, file);
      out.println("wrote " + file);
      return 0;
    }
    int workers = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    out.printf(
        Locale.ROOT,
        "%,d users, %,d items, %,d cells of %,d observations, %d factors, %d threads%n",
        views.users().size(),
        views.items().size(),
        views.size(),
        observations,
        width,
        workers);
    double flops = flops(views);
    long[] last = {System.nanoTime()};
    Wals.builder()
        .factors(width)
        .iterations(iterations)
        .tolerance(0)
        .seed(seed)
        .threads(workers)
        .build()
        .fit(
            views,
            (iteration, loss) -> {
              long now = System.nanoTime();
              double seconds = (now - last[0]) / 1e9;
              last[0] = now;
              // The first one holds the users' first solution as well.
              double done = iteration == 1 ? flops + userFlops(views) : flops;
              out.printf(
                  Locale.ROOT,
                  "iteration %d: %.3f s, %.1f GFLOP/s, loss %.6e%n",
                  iteration,
                  seconds,
                  done / seconds / 1e9,
                  loss);
            });
    return 0;
  }

  private double flops(Interactions views) {
    return userFlops(views) + side(views.items().size(), views.size());
  }

  private double userFlops(Interactions views) {
    return side(views.users().size(), views.size());
  }

  private double side(double rows, double cells) {
    double k = width;
    return cells * k * k + rows * (k * k * k / 3 + 3 * k * k);
  }
}
