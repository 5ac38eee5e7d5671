package org.hybridrec.news;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hybridrec.features.source.CsvFiles;
import org.hybridrec.features.source.MapSource;

/** A run whose ids, fields, metrics and facts would like to be HTML. */
final class HostileReport {

  static final List<String> IDS =
      List.of(
          "<script>document.title='taken'</script>",
          "\"><img src=x onerror=alert(1)>",
          "</td></tr></table></main><h1>mine</h1>",
          "</style><style>body{display:none}</style>",
          "&lt;b&gt; &amp; 'quoted' \"twice\"",
          "a-very-long-id-without-any-place-to-break-".repeat(20));

  static final String FIELD = "<svg onload=alert(1)>";
  static final String METRIC = "<img src=x onerror=alert(2)>";
  static final String JAVA = "</pre><script>alert(3)</script>";

  private HostileReport() {}

  /** Trains, reports, and returns the report's file. */
  static Path write(Path folder) throws IOException {
    Path csv = folder.resolve("hostile.csv");
    CsvFiles.write(MapSource.of(rows()), csv);
    Path recipe = folder.resolve("hostile.yaml");
    Files.writeString(
        recipe,
        """
        label: {field: next, items: {fit: vocabulary}}
        columns:
          - embedding: {of: {hash_bucket: {field: "%s", buckets: 4}}, width: 8}
        training: {batch_size: 8, epochs: 3}
        """
            .formatted(FIELD));
    Path run = folder.resolve("run <b>'&");
    ok(
        Shell.run(
            "train",
            "--recipe",
            recipe,
            "--train",
            csv,
            "--eval",
            csv,
            "--run",
            run,
            "--model",
            folder.resolve("hostile.safetensors"),
            "--current",
            FIELD));
    Files.writeString(
        run.resolve("journal.jsonl"),
        "{\"step\":1,\"evaluation\":{\"%s\":0.5}}\n{\"step\":9,\"evaluation\":{\"%s\":0.7}}\n"
            .formatted(METRIC, METRIC),
        StandardOpenOption.APPEND);
    Files.writeString(
        run.resolve("journal.jsonl"),
        "{\"step\":5,\"roll_back\":1,\"cause\":\"%s\"}\n".formatted(JAVA),
        StandardOpenOption.APPEND);
    Files.writeString(
        run.resolve("run.json"),
        "{\"parts\":[{\"began\":\"2026-01-01T10:00:00Z\",\"java\":\"%s\"}]}".formatted(JAVA));
    ok(
        Shell.run(
            "report",
            "--run",
            run,
            "--train",
            csv,
            "--eval",
            csv,
            "--current",
            FIELD,
            "--title",
            "next"));
    return run.resolve("report.html");
  }

  private static void ok(Shell shell) {
    if (shell.exitCode() != 0) {
      throw new AssertionError(shell.err());
    }
  }

  private static List<Map<String, Object>> rows() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put(FIELD, IDS.get(i % IDS.size()));
      row.put("next", IDS.get((i + 1) % IDS.size()));
      rows.add(row);
    }
    return rows;
  }
}
