package org.hybridrec.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hybridrec.features.synthetic.NewsSite;
import org.jspecify.annotations.Nullable;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Tribuo's linear trainers and this library's on the same examples of the generated news site, as
 * {@code docs/tribuo.md} shows them.
 */
@Command(
    name = "tribuo",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Trains and asks Tribuo's trainers and this library's on equal examples, one thread each,",
      "one after another, each in a JVM of its own. Prints the table of docs/tribuo.md."
    })
final class TribuoComparison implements Runnable {

  private static final double MEGABYTE = 1e6;
  private static final int TOP = 10;

  @Spec private CommandSpec spec;

  @Option(names = "--views", description = "Page views of the site.")
  private int views = 10_000;

  @Option(names = "--visitors", description = "Visitors of the site.")
  private int visitors = 500;

  @Option(names = "--articles", description = "Articles of the site, the labels.")
  private int articles = 100;

  @Option(names = "--trainer", description = "One of them, in this JVM: ${COMPLETION-CANDIDATES}.")
  private @Nullable TribuoTrainer only;

  @SuppressWarnings("NullAway.Init") // picocli sets spec
  TribuoComparison() {}

  /**
   * What became of a trainer.
   *
   * @param accuracy how often the label was the first
   * @param topTen how often it was among the first ten
   * @param seconds what training took
   * @param microseconds what a prediction took
   * @param megabytes the size of the model as protobuf
   * @param peak the most memory up to the end of training, garbage included
   */
  private record Outcome(
      double accuracy,
      double topTen,
      double seconds,
      double microseconds,
      double megabytes,
      double peak) {}

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    if (only != null) {
      print(out, only);
    } else {
      Machine.facts().forEach((name, fact) -> out.printf("%-12s %s%n", name, fact));
      NewsSite site = site();
      out.printf(
          "%n%,d training and %,d evaluation examples, %,d labels%n%n",
          TribuoRows.dataset(site.trainExamples()).size(),
          TribuoRows.dataset(site.evaluationExamples()).size(),
          articles);
      out.println(
          "| trainer | accuracy | top 10 | training, s | a prediction, µs"
              + " | model as protobuf, MB | peak heap, MB |");
      out.println("|---|---|---|---|---|---|---|");
      for (TribuoTrainer trainer : TribuoTrainer.values()) {
        out.print(inOwnJvm(trainer));
        out.flush();
      }
    }
    out.flush();
  }

  private String inOwnJvm(TribuoTrainer trainer) {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Dstdout.encoding=UTF-8",
            "-cp",
            System.getProperty("java.class.path"),
            Benchmarks.class.getName(),
            "tribuo",
            "--trainer=" + trainer,
            "--views=" + views,
            "--visitors=" + visitors,
            "--articles=" + articles);
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String line = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(
            "trainer " + trainer + " failed; run it alone: --trainer=" + trainer);
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + trainer + " was at work", e);
    }
  }

  private NewsSite site() {
    return NewsSite.builder().visitors(visitors).articles(articles).views(views).seed(7).build();
  }

  private void print(PrintWriter out, TribuoTrainer trainer) {
    Outcome outcome = measure(site(), trainer);
    out.printf(
        Locale.ROOT,
        "| %s | %.3f | %.3f | %.1f | %.0f | %.1f | %.0f |%n",
        trainer.title(),
        outcome.accuracy(),
        outcome.topTen(),
        outcome.seconds(),
        outcome.microseconds(),
        outcome.megabytes(),
        outcome.peak());
  }

  private static Outcome measure(NewsSite site, TribuoTrainer kind) {
    MutableDataset<Label> train = TribuoRows.dataset(site.trainExamples());
    MutableDataset<Label> test = TribuoRows.dataset(site.evaluationExamples());
    var trainer = kind.trainer(site);
    long start = System.nanoTime();
    Model<Label> model = trainer.train(train);
    double seconds = (System.nanoTime() - start) / 1e9;
    long peak = Machine.peakHeap();
    start = System.nanoTime();
    List<Prediction<Label>> predictions = model.predict(test);
    double microseconds = (System.nanoTime() - start) / 1e3 / test.size();
    return new Outcome(
        share(predictions, 1),
        share(predictions, TOP),
        seconds,
        microseconds,
        model.serialize().getSerializedSize() / MEGABYTE,
        peak / MEGABYTE);
  }

  /**
   * How often the label is among the first k by its score; of equal scores no more than k count.
   */
  private static double share(List<Prediction<Label>> predictions, int k) {
    long hits =
        predictions.stream()
            .filter(
                prediction -> {
                  Map<String, Label> scores = prediction.getOutputScores();
                  Label own = scores.get(prediction.getExample().getOutput().getLabel());
                  return own != null
                      && scores.values().stream()
                              .filter(other -> other.getScore() >= own.getScore())
                              .count()
                          <= k;
                })
            .count();
    return (double) hits / predictions.size();
  }
}
