package org.hybridrec.news.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hybridrec.core.FitReport;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.file.TensorFile;
import org.hybridrec.features.ColumnReport;
import org.hybridrec.news.report.Curve.Point;
import org.hybridrec.news.report.Journal.RollBack;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** The parts of a report that every run has. */
record RunSections(HybridModel model, Journal journal, List<RunPart> parts) {

  /** A run evaluates with lists of ten. */
  private static final Map<String, String> TITLES =
      Map.of(
          "loss", "log loss",
          "top_k_accuracy", "hit@10",
          "mrr_at_k", "MRR@10",
          "ndcg_at_k", "NDCG@10");

  private static final int MOST_CAUSE_CHARS = 400;
  private static final int MOST_RECIPE_CHARS = 50_000;

  void summary(Html html) {
    FitReport fit = model.fitReport();
    html.facts(
        List.of(
            List.of("predicts", Html.shortened(model.recommender().label().field())),
            List.of("contents", Figures.count(model.items().size())),
            List.of("rows learned from", Figures.count(fit.rows())),
            List.of("steps", Figures.count(fit.steps())),
            List.of("epochs", Figures.count(fit.epochs())),
            List.of("loss of the last epoch", Figures.digits(fit.loss()))));
  }

  void curves(Html html) {
    html.element("h2", "Along the way");
    html.open("div", "class", "charts");
    LineChart.draw(html, "loss", journal.losses(), journal.rollBacks());
    journal
        .metrics()
        .forEach(curve -> LineChart.draw(html, title(curve), List.of(curve), journal.rollBacks()));
    html.close();
    rollBacks(html);
    List<List<String>> lines = new ArrayList<>();
    journal.evaluations().stream()
        .filter(curve -> !curve.points().isEmpty())
        .forEach(curve -> lines.add(bestAndLast(curve)));
    if (lines.isEmpty()) {
      html.element(
          "p",
          "No evaluations along the way: the run had no validation rows" + " (--validation-share).",
          "class",
          "note");
    } else {
      html.table("validation", List.of("validation", "best", "at step", "last", "at step"), lines);
    }
  }

  private void rollBacks(Html html) {
    for (RollBack one : journal.rollBacks()) {
      String back = "Roll-back %d, to step %s: ".formatted(one.number(), Figures.count(one.step()));
      html.element("p", back + Html.shortened(one.cause(), MOST_CAUSE_CHARS), "class", "flag");
    }
  }

  private static String title(Curve curve) {
    return TITLES.getOrDefault(curve.name(), Html.shortened(curve.name()));
  }

  private static List<String> bestAndLast(Curve curve) {
    Comparator<Point> byValue = Comparator.comparingDouble(Point::value);
    Point best =
        curve.points().stream()
            .max(curve.name().equals("loss") ? byValue.reversed() : byValue)
            .orElseThrow();
    Point last = curve.points().get(curve.points().size() - 1);
    return List.of(
        title(curve),
        Figures.digits(best.value()),
        Figures.count((long) best.step()),
        Figures.digits(last.value()),
        Figures.count((long) last.step()));
  }

  void columns(Html html) {
    FitReport fit = model.fitReport();
    html.element("h2", "What the columns met");
    html.element(
        "p",
        String.format(
            Locale.ROOT,
            "%,d rows read; %,d without a label, %,d with a label that is not among the contents.",
            fit.encoding().rows(),
            fit.encoding().missingLabels(),
            fit.encoding().unknownLabels()));
    html.table(
        "columns",
        List.of("column", "missing", "defaulted", "unknown", "invalid", "hashed", "colliding"),
        fit.encoding().columns().stream().map(RunSections::counts).toList());
  }

  private static List<String> counts(ColumnReport column) {
    return List.of(
        column.column(),
        Figures.count(column.missing()),
        Figures.count(column.defaulted()),
        Figures.count(column.unknown()),
        Figures.count(column.invalid()),
        Figures.count(column.distinctHashed()),
        Figures.count(column.collidingHashed()));
  }

  void recipe(Html html) {
    html.element("h2", "Recipe");
    html.element(
        "p",
        String.format(
            Locale.ROOT,
            "As the model file holds it, fitted facts by name; %,d parameters.",
            model.network().shape().parameterCount()));
    Dump yaml =
        new Dump(DumpSettings.builder().setDefaultFlowStyle(FlowStyle.AUTO).setWidth(80).build());
    String text = yaml.dumpToString(model.file().json("recipe"));
    html.open("pre", "tabindex", "0");
    html.text(
        text.length() <= MOST_RECIPE_CHARS ? text : text.substring(0, MOST_RECIPE_CHARS) + "\n…");
    html.close();
  }

  void provenance(Html html) {
    FitReport fit = model.fitReport();
    TensorFile file = model.file();
    html.element("h2", "Provenance");
    List<List<String>> facts = new ArrayList<>();
    facts.add(List.of("SHA-256 of the rows learned from, as encoded", fit.dataSha256()));
    facts.add(List.of("SHA-256 of the model file", file.sha256()));
    facts.add(List.of("size of the model file", Figures.count(file.byteCount()) + " bytes"));
    facts.add(List.of("version of the library", fit.libraryVersion()));
    facts.add(List.of("seed", String.valueOf(model.recommender().training().seed())));
    html.facts(facts);
    model
        .recommender()
        .fittedFacts()
        .problems()
        .forEach(problem -> html.element("p", problem, "class", "flag"));
  }

  void time(Html html) {
    html.element("h2", "Time and throughput");
    if (parts.isEmpty()) {
      html.element("p", "The run left no facts about its time.", "class", "note");
      return;
    }
    html.element(
        "p",
        "Time from the first step of a part to its end, evaluations and checkpoints included. A"
            + " part without an end was stopped.");
    html.table(
        "parts of the run",
        List.of("began (UTC)", "ended", "from step", "to step", "time", "steps/s", "rows/s"),
        parts.stream().map(this::part).toList());
    html.table(
        "where the parts ran",
        List.of("began (UTC)", "threads", "processors", "Java", "system", "library"),
        parts.stream().map(RunSections::where).toList());
  }

  private static List<String> where(RunPart part) {
    return List.of(
        part.moment("began"),
        part.text("threads"),
        part.text("processors"),
        part.text("java"),
        part.text("system"),
        part.text("library_version"));
  }

  private List<String> part(RunPart part) {
    Duration time = part.time();
    Long steps = part.steps();
    double perSecond =
        time == null || steps == null || time.toMillis() <= 0
            ? Double.NaN
            : steps * 1000.0 / time.toMillis();
    return List.of(
        part.moment("began"),
        part.moment("ended"),
        part.text("from_step"),
        part.text("to_step"),
        time == null ? "" : Figures.duration(time),
        rate(perSecond),
        rate(perSecond * rowsPerStep()));
  }

  /** The last batch of an epoch has what is left. */
  private double rowsPerStep() {
    long rows = model.fitReport().rows();
    long batch = model.recommender().training().batchSize();
    long steps = (rows + batch - 1) / batch;
    return (double) rows / steps;
  }

  private static String rate(double perSecond) {
    return Double.isNaN(perSecond) ? "" : Figures.count(Math.round(perSecond));
  }
}
