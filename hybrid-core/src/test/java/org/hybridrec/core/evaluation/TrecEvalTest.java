package org.hybridrec.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.ac.gla.terrier.jtreceval.trec_eval;

/**
 * The metrics against NIST's trec_eval, on 1,000 random runs. Each is one topic with one relevant
 * document. The scores of a run are written as minus the rank, since trec_eval reads them in single
 * precision and breaks ties by descending document id. Its answers have four decimals.
 */
class TrecEvalTest {

  private static final int RUNS = 500;
  private static final double FOUR_DECIMALS = 0.5e-4 + 1e-9;

  @Test
  void agreesOnRandomRunsWithoutTies(@TempDir Path folder) throws IOException {
    assumeTrue(
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").equals("amd64"),
        "jtreceval brings a trec_eval binary for Linux on amd64 that was tried; skipped elsewhere");
    for (int k : new int[] {5, 10}) {
      Random random = new Random(1_000 + k);
      List<float[]> runs = new ArrayList<>();
      int[] labels = new int[RUNS];
      for (int run = 0; run < RUNS; run++) {
        runs.add(distinctScores(2 + random.nextInt(60), random));
        labels[run] = random.nextInt(runs.get(run).length);
      }
      Map<String, Double> trec = trecEval(folder, runs, labels, k);
      for (int run = 0; run < RUNS; run++) {
        compare(evaluate(runs.subList(run, run + 1), labels, run, k), trec, "q" + run, k);
      }
      compare(evaluate(runs, labels, 0, k), trec, "all", k);
    }
  }

  private static void compare(Evaluation ours, Map<String, Double> trec, String topic, int k) {
    String where = topic + ", k " + k;
    assertThat(ours.accuracy())
        .as(where)
        .isCloseTo(trec.get("success_1 " + topic), within(FOUR_DECIMALS));
    assertThat(ours.topKAccuracy())
        .as(where)
        .isCloseTo(trec.get("success_" + k + " " + topic), within(FOUR_DECIMALS));
    assertThat(ours.mrrAtK())
        .as(where)
        .isCloseTo(trec.get("recip_rank " + topic), within(FOUR_DECIMALS));
    assertThat(ours.ndcgAtK())
        .as(where)
        .isCloseTo(trec.get("ndcg_cut_" + k + " " + topic), within(FOUR_DECIMALS));
  }

  private static Evaluation evaluate(List<float[]> runs, int[] labels, int firstLabel, int k) {
    RankingEvaluator evaluator = new RankingEvaluator(k);
    for (int i = 0; i < runs.size(); i++) {
      evaluator.add(runs.get(i), labels[firstLabel + i]);
    }
    Evaluation evaluation = evaluator.evaluation();
    if (runs.size() == 1) {
      TableScorer scorer = new TableScorer(runs.get(0).length, row -> runs.get(0));
      TableScorer.Row row = new TableScorer.Row("v", "" + labels[firstLabel], List.of(), null);
      assertThat(Evaluator.at(k).evaluate(scorer, TableScorer.rows(List.of(row))).evaluation())
          .isEqualTo(evaluation);
    }
    return evaluation;
  }

  private static float[] distinctScores(int classes, Random random) {
    while (true) {
      float[] scores = new float[classes];
      for (int i = 0; i < classes; i++) {
        scores[i] = (float) random.nextGaussian();
      }
      float[] sorted = scores.clone();
      Arrays.sort(sorted);
      if (IntStream.range(1, classes).allMatch(i -> sorted[i] > sorted[i - 1])) {
        return scores;
      }
    }
  }

  private static Map<String, Double> trecEval(Path folder, List<float[]> runs, int[] labels, int k)
      throws IOException {
    StringBuilder judged = new StringBuilder();
    StringBuilder ranked = new StringBuilder();
    for (int run = 0; run < runs.size(); run++) {
      judged.append("q%d 0 d%d 1%n".formatted(run, labels[run]));
      int[] order = order(runs.get(run));
      for (int place = 0; place < order.length; place++) {
        ranked.append("q%d Q0 d%d %d %d ours%n".formatted(run, order[place], place, -place));
      }
    }
    Path judgements = Files.writeString(folder.resolve("judged"), judged);
    Path ranking = Files.writeString(folder.resolve("ranked"), ranked);
    // -q: every topic; -M: only the first k count, which makes recip_rank MRR at k
    String[] arguments = {
      "-q",
      "-M",
      "" + k,
      "-m",
      "success.1," + k,
      "-m",
      "recip_rank",
      "-m",
      "ndcg_cut." + k,
      judgements.toString(),
      ranking.toString()
    };
    Map<String, Double> values = new HashMap<>();
    for (String[] line : new trec_eval().runAndGetOutput(arguments)) {
      values.put(line[0].strip() + " " + line[1].strip(), Double.parseDouble(line[2]));
    }
    assertThat(values).hasSize(4 * (runs.size() + 1));
    return values;
  }

  private static int[] order(float[] scores) {
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted(Comparator.comparing(i -> -scores[i]))
        .mapToInt(i -> i)
        .toArray();
  }
}
