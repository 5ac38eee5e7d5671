package org.hybridrec.benchmarks;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Compares this library with TensorFlow and PyTorch in one run. */
@Command(
    name = "peers",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Trains the reference step, or recommends one row at a time, with every engine in turn.",
      "All begin from the same weights; they must agree before anything is timed."
    })
final class Peers implements Runnable {

  private static final int AGREEMENT_STEPS = 100;
  private static final int AGREEMENT_ROWS = 50;

  @Spec private CommandSpec spec;

  @Option(names = "--batch", description = "Rows of a training batch.")
  private int batchSize = 128;

  @Option(names = "--seconds", description = "Measured time of each engine, in all rounds.")
  private double seconds = 10;

  @Option(names = "--rounds", description = "Into how many turns that time is cut.")
  private int rounds = 5;

  @Option(names = "--warm-up", description = "Seconds before the first measured turn.")
  private double warmUp = 5;

  @Option(names = "--pause", description = "Seconds of rest before each turn.")
  private double pause = 1;

  @Option(names = "--threads", description = "Threads of each engine; all processors if not given.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--engines", split = ",", description = "Which: ${COMPLETION-CANDIDATES}.")
  private List<EngineKind> kinds = List.of(EngineKind.values());

  @Option(names = "--recommend", description = "Time the top 10 of one row instead of training.")
  private boolean recommend;

  @Option(names = "--json", paramLabel = "FILE", description = "Write all samples there, too.")
  private @Nullable Path json;

  @SuppressWarnings("NullAway.Init") // picocli sets spec
  Peers() {}

  @Override
  public void run() {
    require("--batch", batchSize >= 1 && batchSize <= StepSize.REFERENCE.rows(), batchSize);
    require("--seconds", seconds > 0, seconds);
    require("--rounds", rounds >= 1, rounds);
    require("--warm-up", warmUp > 0, warmUp);
    require("--pause", pause >= 0, pause);
    require("--threads", threads >= 1, threads);
    Report report = recommend ? compareRecommending() : compareTraining();
    PrintWriter out = spec.commandLine().getOut();
    report.print(out);
    out.flush();
    if (json != null) {
      report.write(json);
    }
  }

  private void require(String option, boolean holds, Object value) {
    if (!holds) {
      throw new ParameterException(
          spec.commandLine(), "option '" + option + "': not possible with " + value);
    }
  }

  private Report compareTraining() {
    try (Contest contest =
        new Contest(Contestant.forTraining(kinds, threads), batchSize, threads, pause)) {
      Agreement.requireSameProblem(contest.facts());
      double difference = Agreement.ofLosses(contest.ask("losses", AGREEMENT_STEPS));
      contest.turns("steps", warmUp, 1);
      Contest.Turns turns = contest.turns("steps", seconds / rounds, rounds);
      double flops = new Samples(turns.flops()).median();
      long stepFlop = StepSize.REFERENCE.stepFlop(batchSize);
      Map<String, String> facts = facts(turns);
      facts.put("step", format("%.3f GFLOP in matrix products", stepFlop / 1e9));
      facts.put("steps/s at the limit", format("%.1f", flops / stepFlop));
      facts.put(
          "losses",
          format("of %d steps at most %.1e apart, allowed 1e-3", AGREEMENT_STEPS, difference));
      return new Report(
          "reference step, batch " + batchSize,
          facts,
          Map.of("steps/s", true),
          OptionalDouble.of(flops / stepFlop),
          results(contest, turns, Map.of("steps/s", "rate")));
    }
  }

  private Report compareRecommending() {
    try (Contest contest =
        new Contest(Contestant.forRecommending(kinds, threads), batchSize, threads, pause)) {
      Agreement.requireSameProblem(contest.facts());
      double difference = Agreement.ofAnswers(contest.ask("answers", AGREEMENT_ROWS));
      contest.turns("calls", warmUp, 1);
      Contest.Turns turns = contest.turns("calls", seconds / rounds, rounds);
      Map<String, String> facts = facts(turns);
      facts.put(
          "probabilities",
          format("of %d rows at most %.1e of themselves apart", AGREEMENT_ROWS, difference));
      Map<String, Boolean> figures = new LinkedHashMap<>();
      figures.put("p50 µs", false);
      figures.put("p99 µs", false);
      Map<String, String> names = new LinkedHashMap<>();
      names.put("p50 µs", "p50");
      names.put("p99 µs", "p99");
      return new Report(
          "top 10 of one row among " + StepSize.REFERENCE.classCount() + " classes",
          facts,
          figures,
          OptionalDouble.empty(),
          results(contest, turns, names));
    }
  }

  private Map<String, String> facts(Contest.Turns turns) {
    Map<String, String> facts = Machine.facts();
    facts.put("threads", String.valueOf(threads));
    facts.put(
        "turns",
        format("%d of %.1f s each, in turn, %.1f s apart", rounds, seconds / rounds, pause));
    Samples flops = new Samples(turns.flops());
    facts.put(
        "limit",
        format(
            "%.1f GFLOP/s of fused multiply-adds (%.1f to %.1f)",
            flops.median() / 1e9, flops.min() / 1e9, flops.max() / 1e9));
    return facts;
  }

  private static String format(String text, Object... values) {
    return String.format(Locale.ROOT, text, values);
  }

  private static List<Result> results(
      Contest contest, Contest.Turns turns, Map<String, String> answerNames) {
    return contest.facts().entrySet().stream()
        .map(entry -> result(entry.getKey(), entry.getValue(), turns, answerNames))
        .toList();
  }

  private static Result result(
      Contestant contestant, Answer ready, Contest.Turns turns, Map<String, String> answerNames) {
    Map<String, String> facts = new LinkedHashMap<>(ready.values());
    facts.remove("digest");
    Map<String, Samples> figures = new LinkedHashMap<>();
    answerNames.forEach(
        (figure, name) ->
            figures.put(
                figure,
                new Samples(
                    turns.answers().getOrDefault(contestant, List.of()).stream()
                        .map(answer -> answer.number(name))
                        .toList())));
    return new Result(contestant, facts, figures);
  }
}
