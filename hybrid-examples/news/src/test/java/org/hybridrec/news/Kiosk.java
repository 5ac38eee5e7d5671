package org.hybridrec.news;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hybridrec.features.source.CsvFiles;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.MapSource;

/**
 * A world small enough for tests of the command line: six articles in a ring, each followed by the
 * next one, read by forty visitors.
 */
final class Kiosk {

  static final String RECIPE =
      """
      label: {field: next, items: {fit: vocabulary}}
      columns:
        - embedding: {of: {vocabulary: {field: content, values: {fit: vocabulary}, oov_buckets: 1}}, width: 8}
        - numeric: {field: price, default: 1}
      network: {hidden_units: [16]}
      training: {optimizer: {adagrad: {learning_rate: 0.3}}, batch_size: 8, epochs: 30, seed: 3}
      """;

  private static final List<String> ARTICLES = List.of("öl", "brot", "käse", "wein", "salz", "tee");

  private Kiosk() {}

  static String after(String article) {
    return ARTICLES.get((ARTICLES.indexOf(article) + 1) % ARTICLES.size());
  }

  static List<Map<String, Object>> rows() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < 240; i++) {
      Map<String, Object> row = new LinkedHashMap<>();
      String article = ARTICLES.get(i % ARTICLES.size());
      row.put("visitor", "v" + i * 7 % 40);
      row.put("content", article);
      row.put("price", i % 5 == 0 ? null : (Object) (i % 3 + 0.5));
      row.put("next", after(article));
      rows.add(row);
    }
    return rows;
  }

  static ExampleSource source() {
    return MapSource.of(rows());
  }

  static Path csv(Path folder) {
    Path file = folder.resolve("rows.csv");
    CsvFiles.write(source(), file);
    return file;
  }

  static Path recipe(Path folder) throws IOException {
    return Files.writeString(folder.resolve("kiosk.yaml"), RECIPE);
  }

  /** Trains on all rows; the file holds a model that knows what comes next. */
  static Path model(Path folder) throws IOException {
    Path model = folder.resolve("kiosk.safetensors");
    Shell shell =
        Shell.run("train", "--recipe", recipe(folder), "--train", csv(folder), "--model", model);
    if (shell.exitCode() != 0) {
      throw new AssertionError(shell.err());
    }
    return model;
  }
}
