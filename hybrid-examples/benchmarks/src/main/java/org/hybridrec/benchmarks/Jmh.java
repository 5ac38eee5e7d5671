package org.hybridrec.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/**
 * Hands everything over to JMH: {@code jmh -h} shows its options, {@code jmh -l} the benchmarks.
 */
@Command(name = "jmh", description = "Runs the JMH benchmarks; takes JMH's own options, -h lists.")
final class Jmh implements Runnable {

  @Unmatched private final List<String> arguments = new ArrayList<>();

  @Override
  public void run() {
    try {
      org.openjdk.jmh.Main.main(arguments.toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
