package org.hybridrec.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  private static final Result OURS = result(EngineKind.HYBRID, 100.0, 300.0, 200.0);
  private static final Result SLOW_PEER = result(EngineKind.TENSORFLOW, 40.0, 50.0, 60.0);
  private static final Result FAST_PEER = result(EngineKind.PYTORCH, 80.0, 80.0, 100.0);

  private static Result result(EngineKind kind, Double... rates) {
    return new Result(
        new Contestant(kind, 2, kind.title()),
        Map.of("threads", "2"),
        Map.of("steps/s", new Samples(List.of(rates))));
  }

  private static Report report(boolean moreIsBetter) {
    return new Report(
        "reference step, batch 128",
        Map.of("cpu", "some \"CPU\""),
        Map.of("steps/s", moreIsBetter),
        OptionalDouble.of(400),
        List.of(OURS, SLOW_PEER, FAST_PEER));
  }

  @Test
  void theBetterPeerIsTheFasterOne() {
    assertThat(report(true).ratio(OURS, "steps/s")).isEqualTo(200.0 / 80);
    assertThat(report(false).ratio(OURS, "steps/s")).isEqualTo(200.0 / 50);
  }

  @Test
  void theTableShowsMediansRangesRatiosAndTheShareOfTheLimit() {
    StringWriter text = new StringWriter();
    report(true).print(new PrintWriter(text));
    assertThat(text.toString().lines())
        .contains(
            "reference step, batch 128",
            "  cpu                    some \"CPU\"",
            "engine                         steps/s   (lowest, highest)   ratio  of limit",
            "hybrid                           200.0      (100.0, 300.0)    2.50     50.0%"
                + "   {threads=2}",
            "tensorflow                        50.0        (40.0, 60.0)    0.63     12.5%"
                + "   {threads=2}",
            "  hybrid / tensorflow                                  steps/s 4.00 (2.50 to 6.00)",
            "  hybrid / pytorch                                     steps/s 2.50 (1.25 to 3.75)");
  }

  @Test
  void theFileHoldsEverySample(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("report.json");
    report(true).write(file);
    assertThat(Files.readString(file))
        .contains("\"cpu\" : \"some \\\"CPU\\\"\"")
        .contains("\"limit\" : 400.0")
        .contains("\"samples\" : [ 100.0, 300.0, 200.0 ]")
        .contains("\"ratioToBetterPeer\" : 2.5");
  }

  @Test
  void mediansOfEvenCountsAreMeansOfTheTwoInTheMiddle() {
    assertThat(new Samples(List.of(4.0, 1.0, 3.0, 100.0)).median()).isEqualTo(3.5);
    assertThat(new Samples(List.of(7.0)).median()).isEqualTo(7);
  }

  @Test
  void samplesOfDifferentRoundsAreNotCompared() {
    Samples one = new Samples(List.of(1.0));
    assertThatThrownBy(() -> new Samples(List.of(1.0, 2.0)).dividedBy(one))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("samples of 2 rounds can't be divided by those of 1");
    assertThatThrownBy(() -> new Samples(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("samples need at least one value, had none");
  }
}
