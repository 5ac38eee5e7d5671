package org.hybridrec.news.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.file.AtomicFile;
import org.jspecify.annotations.Nullable;

/**
 * The report of a training run: one HTML file of some ten kilobytes that needs no network and holds
 * no script. Losses and metrics along the way, the model beside baselines where there are held-out
 * rows, what the columns met, recipe, provenance, time. Immutable.
 *
 * <pre>{@code
 * RunReport.of(folder).heldOut(HeldOutRows.of(test, 10).learned(train)).write(file);
 * }</pre>
 *
 * <p>All text that comes from data is escaped; the page forbids itself scripts and everything from
 * elsewhere.
 */
public final class RunReport {

  /** The name of the model in a run's folder. */
  public static final String MODEL = "latest.safetensors";

  /** The name that a report has where it goes into the run's folder. */
  public static final String NAME = "report.html";

  private final String name;
  private final HybridModel model;
  private final Journal journal;
  private final List<RunPart> parts;
  private final @Nullable HeldOut heldOut;

  private RunReport(
      String name,
      HybridModel model,
      Journal journal,
      List<RunPart> parts,
      @Nullable HeldOut heldOut) {
    this.name = name;
    this.model = model;
    this.journal = journal;
    this.parts = parts;
    this.heldOut = heldOut;
  }

  /**
   * Reads what a run left in its folder: the latest model, the journal, the facts.
   *
   * @throws UncheckedIOException if something cannot be read
   * @throws org.hybridrec.core.file.ModelFormatException if the model is damaged
   */
  public static RunReport of(Path folder) {
    return new RunReport(
        String.valueOf(folder.toAbsolutePath().normalize().getFileName()),
        HybridModel.load(folder.resolve(MODEL)),
        Journal.read(folder.resolve("journal.jsonl")),
        RunPart.read(folder.resolve("run.json")),
        null);
  }

  /** Returns the field that the run's model predicts. */
  public String label() {
    return model.recommender().label().field();
  }

  /**
   * Returns this report with what the model does on held-out rows, which it measures now.
   *
   * @throws org.hybridrec.features.source.SchemaException if the rows lack a field
   */
  public RunReport heldOut(HeldOutRows rows) {
    return new RunReport(name, model, journal, parts, rows.measure(model));
  }

  /** Writes the file, which appears whole or not at all. */
  public void write(Path file) {
    byte[] bytes = html().getBytes(StandardCharsets.UTF_8);
    try {
      AtomicFile.write(file, out -> out.write(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("report " + file + " cannot be written: " + e, e);
    }
  }

  /** Returns the page. */
  public String html() {
    Html html = new Html().verbatim("<!DOCTYPE html>\n").open("html", "lang", "en");
    head(html);
    html.open("body").open("main");
    RunSections sections = new RunSections(model, journal, parts);
    html.open("header").element("h1", "Training run: " + Html.shortened(name));
    sections.summary(html);
    html.close();
    section(html, sections::curves);
    if (heldOut != null) {
      section(html, heldOut::write);
    }
    section(html, sections::columns);
    section(html, sections::recipe);
    section(html, sections::provenance);
    section(html, sections::time);
    return html.close().close().close().text("\n").toString();
  }

  private static void section(Html html, Consumer<Html> content) {
    html.open("section");
    content.accept(html);
    html.close().text("\n");
  }

  private void head(Html html) {
    html.open("head").empty("meta", "charset", "utf-8");
    html.empty(
        "meta",
        "http-equiv",
        "Content-Security-Policy",
        "content",
        "default-src 'none'; style-src 'unsafe-inline'");
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.empty("meta", "name", "color-scheme", "content", "light dark");
    html.element("title", "Training run: " + Html.shortened(name));
    html.open("style").verbatim(styleSheet()).close().close();
  }

  private static String styleSheet() {
    try (InputStream in = RunReport.class.getResourceAsStream("report.css")) {
      if (in == null) {
        throw new IllegalStateException("report.css is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
