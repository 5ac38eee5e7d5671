package org.hybridrec.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A comparison as text and as JSON. Immutable.
 *
 * @param title what was compared and how
 * @param facts the machine and what else belongs to every figure
 * @param figures the names of the measurements, and for each whether more is better
 * @param limit what a machine at its limit would reach in the first figure, if that is known
 * @param results one an engine
 */
record Report(
    String title,
    Map<String, String> facts,
    Map<String, Boolean> figures,
    OptionalDouble limit,
    List<Result> results) {

  /** Returns the peer that is best in a figure, by its median. */
  private double betterPeer(String figure) {
    Comparator<Double> order = Comparator.naturalOrder();
    boolean more = Boolean.TRUE.equals(figures.get(figure));
    return results.stream()
        .filter(result -> result.contestant().kind().isPeer())
        .map(result -> result.figure(figure).median())
        .max(more ? order : order.reversed())
        .orElse(Double.NaN);
  }

  /** Returns an engine's median divided by that of the better peer. */
  double ratio(Result result, String figure) {
    return result.figure(figure).median() / betterPeer(figure);
  }

  /** Prints the comparison as a table. */
  void print(PrintWriter out) {
    out.println(title);
    facts.forEach((name, value) -> out.printf(Locale.ROOT, "  %-22s %s%n", name, value));
    out.println();
    out.printf(Locale.ROOT, "%-22s", "engine");
    for (String figure : figures.keySet()) {
      out.printf(Locale.ROOT, "%16s%20s%8s", figure, "(lowest, highest)", "ratio");
    }
    limit.ifPresent(any -> out.printf(Locale.ROOT, "%10s", "of limit"));
    out.println();
    for (Result result : results) {
      print(result, out);
    }
    out.println();
    out.println("ratio: this engine's median, divided by that of the better peer");
    for (Result result : results) {
      if (!result.contestant().kind().isPeer()) {
        printAgainstPeers(result, out);
      }
    }
  }

  /** Prints ratios of medians, and in which range those of the single rounds were. */
  private void printAgainstPeers(Result ours, PrintWriter out) {
    for (Result peer : results) {
      if (peer.contestant().kind().isPeer()) {
        out.printf(
            Locale.ROOT, "  %-50s", ours.contestant().title() + " / " + peer.contestant().title());
        for (String figure : figures.keySet()) {
          Samples rounds = ours.figure(figure).dividedBy(peer.figure(figure));
          double ratio = ours.figure(figure).median() / peer.figure(figure).median();
          out.printf(
              Locale.ROOT, "%10s %.2f (%.2f to %.2f)", figure, ratio, rounds.min(), rounds.max());
        }
        out.println();
      }
    }
  }

  private void print(Result result, PrintWriter out) {
    out.printf(Locale.ROOT, "%-22s", result.contestant().title());
    for (String figure : figures.keySet()) {
      Samples samples = result.figure(figure);
      String range = String.format(Locale.ROOT, "(%.1f, %.1f)", samples.min(), samples.max());
      out.printf(Locale.ROOT, "%16.1f%20s%8.2f", samples.median(), range, ratio(result, figure));
    }
    limit.ifPresent(most -> out.printf(Locale.ROOT, "%9.1f%%", 100 * firstMedian(result) / most));
    out.printf(Locale.ROOT, "   %s%n", result.facts());
  }

  private double firstMedian(Result result) {
    return result.figure(figures.keySet().iterator().next()).median();
  }

  /** Writes the comparison with all its samples. */
  void write(Path file) {
    try (OutputStream out = Files.newOutputStream(file);
        JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      json.writeStartObject();
      json.writeStringField("title", title);
      writeStrings(json, "facts", facts);
      if (limit.isPresent()) {
        json.writeNumberField("limit", limit.getAsDouble());
      }
      json.writeArrayFieldStart("engines");
      for (Result result : results) {
        write(result, json);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(Result result, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("engine", result.contestant().title());
    writeStrings(json, "facts", result.facts());
    json.writeObjectFieldStart("figures");
    for (String figure : figures.keySet()) {
      json.writeObjectFieldStart(figure);
      json.writeNumberField("median", result.figure(figure).median());
      json.writeNumberField("ratioToBetterPeer", ratio(result, figure));
      json.writeArrayFieldStart("samples");
      for (double value : result.figure(figure).values()) {
        json.writeNumber(value);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writeStrings(JsonGenerator json, String name, Map<String, String> values)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, String> entry : new LinkedHashMap<>(values).entrySet()) {
      json.writeStringField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
  }
}
