package org.hybridrec.news;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.Top;
import org.hybridrec.core.baselines.Transitions;
import org.hybridrec.core.evaluation.Evaluation;
import org.hybridrec.core.evaluation.Evaluator;
import org.hybridrec.core.evaluation.Interval;
import org.hybridrec.core.evaluation.Metric;
import org.hybridrec.core.evaluation.RankingReport;
import org.hybridrec.core.evaluation.TrainingCounts;
import org.hybridrec.core.ranking.Recommendation;
import org.hybridrec.features.ColumnReport;
import org.hybridrec.features.dataset.Split;
import org.hybridrec.features.dataset.SplitRows;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class ReportRunTest {

  @TempDir private static Path folder;
  private static Path csv;
  private static Path run;
  private static Shell trained;
  private static HybridModel model;
  private static SplitRows parts;
  private static String text;
  private static Document page;

  @BeforeAll
  static void train() throws IOException {
    csv = Kiosk.csv(folder);
    run = folder.resolve("run");
    trained =
        Shell.run(
            "train",
            "--recipe",
            Kiosk.recipe(folder),
            "--train",
            csv,
            "--model",
            folder.resolve("kiosk.safetensors"),
            "--run",
            run,
            "--split-by",
            "visitor",
            "--split-share",
            "0.2",
            "--validation-share",
            "0.2",
            "--current",
            "content",
            "--k",
            3);
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    model = HybridModel.load(run.resolve("latest.safetensors"));
    parts = Split.byVisitor("visitor", 0.2, 0.2).of(Kiosk.source());
    text = Files.readString(run.resolve("report.html"));
    page = Jsoup.parse(text);
  }

  private static List<List<String>> table(Document page, String name) {
    return page.select("[aria-label='" + name + "'] tbody tr").stream()
        .map(line -> line.children().eachText())
        .toList();
  }

  private static Shell report(Object... more) {
    List<Object> all = new ArrayList<>(List.of("report", "--run", run));
    all.addAll(List.of(more));
    return Shell.run(all.toArray()).with(folder, "DIR");
  }

  @Test
  void trainWithAFolderWritesItAndSaysWhere() {
    assertThat(trained.with(folder, "DIR").out())
        .endsWith(
            """
            saved DIR/kiosk.safetensors
            best model on the validation rows DIR/run/best.safetensors
            report DIR/run/report.html
            """);
    assertThat(page.select("h2").eachText())
        .containsExactly(
            "Along the way",
            "On held-out rows",
            "What the columns met",
            "Recipe",
            "Provenance",
            "Time and throughput");
    assertThat(page.title()).isEqualTo("Training run: run");
  }

  @Test
  void everyElementIsEndedAndNothingComesFromElsewhere() throws Exception {
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(text)));
    assertThat(page.select("script, img, iframe, link, a, object, [src], [href], [style]"))
        .isEmpty();
    assertThat(page.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
        .isEqualTo("default-src 'none'; style-src 'unsafe-inline'");
    assertThat(page.select("style").html()).doesNotContain("url(", "@import");
    assertThat(text.length()).isLessThan(60_000);
  }

  @Test
  void curvesHaveAPointForEveryEntryOfTheJournal() throws IOException {
    List<String> journal = Files.readAllLines(run.resolve("journal.jsonl"));
    long losses = journal.stream().filter(line -> line.contains("\"loss\":")).count();
    long evaluations = journal.stream().filter(line -> line.contains("\"evaluation\"")).count();
    assertThat(evaluations).isEqualTo(30);

    assertThat(page.select("figcaption b").eachText())
        .startsWith("loss", "accuracy", "MRR@10", "NDCG@10", "hit@10");
    Element loss = page.select("figure").get(0);
    assertThat(loss.select("span").eachText()).containsExactly("learning", "validation");
    List<Integer> points =
        loss.select("polyline").eachAttr("points").stream()
            .map(all -> all.split(" ").length)
            .toList();
    assertThat(points).containsExactly((int) (losses - evaluations), (int) evaluations);
    for (String place : loss.select("polyline").eachAttr("points").get(0).split("[ ,]")) {
      assertThat(Double.parseDouble(place)).isBetween(0.0, 420.0);
    }
  }

  @Test
  void armsHaveTheFiguresOfTheEvaluatorWithTheirIntervals() {
    Evaluator evaluator = Evaluator.at(3).visitors("visitor");
    Transitions transitions = Transitions.of(parts.train(), "content", model.recommender().label());

    assertThat(table(page, "arms"))
        .containsExactly(
            line("this model", evaluator.evaluate(model.scorer(), parts.test())),
            line("popularity", evaluator.evaluate(transitions.popularity(), parts.test())),
            line("transitions", evaluator.evaluate(transitions, parts.test())));
    assertThat(table(page, "differences"))
        .extracting(line -> line.get(0) + ", " + line.get(1))
        .containsExactly(
            "this model − popularity, NDCG@3",
            "this model − popularity, log loss",
            "this model − transitions, NDCG@3",
            "this model − transitions, log loss");
    assertThat(page.select("svg[aria-label='NDCG@3 by arm'] text").eachText())
        .contains("this model", "popularity", "transitions");
    assertThat(page.select("svg[aria-label='NDCG@3 by arm'] circle")).hasSize(3);
  }

  private static List<String> line(String name, RankingReport report) {
    Map<Metric, Interval> intervals = report.intervals();
    List<String> line = new ArrayList<>(List.of(name));
    for (Metric metric :
        List.of(Metric.ACCURACY, Metric.HIT_RATE, Metric.MRR, Metric.NDCG, Metric.LOSS)) {
      Interval interval = intervals.get(metric);
      assertThat(interval).isNotNull();
      line.add(
          "%s [%s, %s]"
              .formatted(
                  Report.digits(report.value(metric)),
                  Report.digits(interval.low()),
                  Report.digits(interval.high())));
    }
    return line;
  }

  @Test
  void calibrationAndPartsOfTheRowsAreThoseOfTheEvaluator() {
    RankingReport report =
        Evaluator.at(3)
            .trainingCounts(TrainingCounts.of(parts.train(), "next"))
            .evaluate(model.scorer(), parts.test());

    assertThat(page.select("figure:has(b:containsOwn(calibration)) circle title").eachText())
        .hasSameSizeAs(report.calibration().bins());
    assertThat(page.select("dt:containsOwn(calibration error) + dd").text())
        .isEqualTo(Report.digits(report.calibration().error()));
    assertThat(table(page, "parts of the rows"))
        .hasSameSizeAs(report.strata())
        .first()
        .asString()
        .contains(Report.count(report.strata().get(0).evaluation().rows()));
  }

  @Test
  void servedContentsAreCountedAsTheModelRecommendsThem() {
    Map<String, Integer> served = new LinkedHashMap<>();
    model.items().ids().forEach(id -> served.put(id, 0));
    for (Map<String, Object> row : RowMaps.of(parts.test())) {
      for (Recommendation item : model.recommend(row, Top.of(3))) {
        served.merge(item.id(), 1, Integer::sum);
      }
    }
    Map<String, String> shown =
        table(page, "most served").stream()
            .collect(Collectors.toMap(line -> line.get(0), line -> line.get(1)));

    assertThat(shown).hasSize(6);
    served.forEach((id, count) -> assertThat(shown).containsEntry(id, Report.count(count)));
    assertThat(counts("most served")).isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(counts("least served")).isSortedAccordingTo(Comparator.naturalOrder());
  }

  private static List<Long> counts(String name) {
    return table(page, name).stream().map(line -> Long.valueOf(line.get(1))).toList();
  }

  @Test
  void columnsRecipeAndProvenanceAreThoseOfTheModel() {
    List<ColumnReport> columns = model.fitReport().encoding().columns();
    assertThat(table(page, "columns"))
        .containsExactlyElementsOf(
            columns.stream()
                .map(
                    each ->
                        List.of(
                            each.column(),
                            Report.count(each.missing()),
                            Report.count(each.defaulted()),
                            Report.count(each.unknown()),
                            Report.count(each.invalid()),
                            Report.count(each.distinctHashed()),
                            Report.count(each.collidingHashed())))
                .toList());
    assertThat(columns.get(1).defaulted()).isPositive();
    assertThat(page.select("pre").text())
        .contains("batch_size: 8", "seed: 3", "hidden_units: [16]");
    assertThat(page.select("dd").eachText())
        .contains(
            model.fitReport().dataSha256(),
            model.file().sha256(),
            model.fitReport().libraryVersion(),
            Report.digits(model.fitReport().loss()));
    List<String> part = table(page, "parts of the run").get(0);
    assertThat(part.subList(2, 4)).containsExactly("0", Report.count(model.fitReport().steps()));
    assertThat(table(page, "where the parts ran").get(0).get(3))
        .contains(System.getProperty("java.vm.version"));
  }

  @Test
  void theCommandWritesTheSamePageOrOneWithoutHeldOutRows() throws IOException {
    Path same = folder.resolve("same.html");
    Shell shell =
        report(
            "--train",
            csv,
            "--split-by",
            "visitor",
            "--split-share",
            "0.2",
            "--validation-share",
            "0.2",
            "--current",
            "content",
            "--k",
            3,
            "--out",
            same);

    assertThat(shell).isEqualTo(new Shell(0, "report DIR/same.html\n", ""));
    assertThat(same).hasContent(text);

    Path without = folder.resolve("without.html");
    assertThat(report("--out", without).exitCode()).isZero();
    assertThat(Jsoup.parse(Files.readString(without)).select("h2").eachText())
        .contains("Along the way", "Provenance")
        .doesNotContain("On held-out rows");
  }

  @Test
  void rowsAloneGiveTheModelAloneAndSayThatIntervalsAreNarrow() throws IOException {
    Path out = folder.resolve("alone.html");
    report("--eval", csv, "--out", out);
    Document alone = Jsoup.parse(Files.readString(out));
    Evaluation evaluation = model.evaluate(Kiosk.source(), 10);

    assertThat(table(alone, "arms")).hasSize(1);
    assertThat(table(alone, "arms").get(0).get(1)).startsWith(Report.digits(evaluation.accuracy()));
    assertThat(alone.select("h2:containsOwn(On held-out rows) + p").text())
        .isEqualTo(
            "240 rows, 0 of them with a label that the model does not know: misses. Intervals of 95 %,"
                + " by a bootstrap over rows; name the field of visitors (--visitor), or they may"
                + " be too narrow.");
  }

  @Test
  void contentsHaveTheirTitlesWhereAFieldIsNamed() throws IOException {
    Path titled = folder.resolve("titled.csv");
    List<String> lines = new ArrayList<>(List.of("visitor,content,price,next,title"));
    for (Map<String, Object> row : Kiosk.rows()) {
      String content = (String) row.get("content");
      // One content has no title.
      String title = content.equals("tee") ? "" : "Über " + content;
      lines.add("%s,%s,1,%s,%s".formatted(row.get("visitor"), content, row.get("next"), title));
    }
    Files.write(titled, lines);
    Path out = folder.resolve("titled.html");

    assertThat(report("--eval", titled, "--title", "title", "--out", out).exitCode()).isEqualTo(2);
    Shell shell =
        report("--eval", titled, "--title", "title", "--current", "content", "--out", out);

    assertThat(shell).isEqualTo(new Shell(0, "report DIR/titled.html\n", ""));
    assertThat(table(Jsoup.parse(Files.readString(out)), "most served"))
        .extracting(line -> line.get(0))
        .containsExactlyInAnyOrder(
            "Über öl öl",
            "Über brot brot",
            "Über käse käse",
            "Über wein wein",
            "Über salz salz",
            "tee");
  }

  @Test
  void whatCannotBeIsToldInOneLine() throws IOException {
    assertThat(Shell.run("report", "--run", folder.resolve("none")).with(folder, "DIR"))
        .isEqualTo(Shell.userError("run folder DIR/none: there is no such folder"));
    assertThat(Shell.run("report", "--run", folder).with(folder, "DIR"))
        .isEqualTo(
            Shell.userError(
                "run folder DIR: there is no latest.safetensors; give the folder of hybrid train"
                    + " --run, at its first checkpoint or later"));
    assertThat(report("--train", csv))
        .isEqualTo(
            Shell.userError(
                "--train needs rows to evaluate on; add --eval FILE or --split-by FIELD"));
    assertThat(report("--eval", csv, "--title", "price"))
        .isEqualTo(
            Shell.userError(
                "--title needs the field of the item that it belongs to; add --current"));
    assertThat(report("--eval", csv, "--title", "name", "--current", "content").err())
        .isEqualTo(
            "hybrid: --title: there is no column 'name'; the rows to evaluate on have ['visitor',"
                + " 'content', 'price', 'next']\n");
    assertThat(report("--title", "content"))
        .isEqualTo(
            Shell.userError(
                "--title is for what a report measures; add --eval FILE, or --train FILE with"
                    + " --split-by FIELD"));
    assertThat(report("--out", folder))
        .isEqualTo(Shell.userError("report DIR: is a folder; name a file"));
    assertThat(report("--eval", csv, "--visitor", "reader").err())
        .isEqualTo(
            "hybrid: --visitor: there is no column 'reader'; the rows to evaluate on have ['visitor',"
                + " 'content', 'price', 'next']\n");
  }
}
