package org.hybridrec.news;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.Top;
import org.hybridrec.core.file.Json;
import org.hybridrec.core.file.JsonException;
import org.hybridrec.core.ranking.Recommendation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Answers rows from standard input. */
@Command(
    name = "recommend",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Reads rows from standard input, one JSON object of raw values a line, and writes one line of"
          + " JSON for each, in the same order. Blank lines are passed over.",
      "Missing and unknown values are ordinary. A line that is no JSON object ends the command with"
          + " exit code 2 and its number; the lines before it have been answered."
    },
    footer = {
      "",
      "Example:",
      "  echo '{\"content_id\":\"299954138\",\"category\":\"News\"}' \\",
      "      | hybrid recommend --model news.safetensors --k 3 --exclude 299954138"
    })
final class Recommend implements Callable<Integer> {

  @Option(names = "--model", required = true, paramLabel = "FILE", description = "A saved model.")
  private Path model;

  @Option(
      names = "--k",
      defaultValue = "10",
      description = "How many items a row (default ${DEFAULT-VALUE}).")
  private int k;

  @Option(
      names = "--exclude",
      split = ",",
      paramLabel = "ID",
      description = "Items that are not wanted: a,b,c")
  private List<String> excluded = List.of();

  @Option(
      names = "--among",
      split = ",",
      paramLabel = "ID",
      description = "The only items that are wanted: a,b,c")
  private List<String> among = List.of();

  @ParentCommand private Hybrid hybrid;
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  Recommend() {}

  @Override
  public Integer call() {
    UserError.checkK(k);
    Top top = Top.of(k).exclude(excluded);
    answer(ModelFiles.load(model), among.isEmpty() ? top : top.among(among));
    return 0;
  }

  private void answer(HybridModel loaded, Top top) {
    PrintWriter out = spec.commandLine().getOut();
    long number = 0;
    // A decoder made here refuses what is not UTF-8; the one of a stream would replace it.
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(hybrid.in(), StandardCharsets.UTF_8.newDecoder()))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          out.println(json(loaded.recommend(row(line, number), top)));
        }
      }
    } catch (CharacterCodingException e) {
      throw new UserError("standard input after line " + number + ": is not UTF-8");
    } catch (IOException e) {
      throw new UncheckedIOException("standard input cannot be read: " + e.getMessage(), e);
    }
  }

  @SuppressWarnings("unchecked") // Json gives maps from text to values
  private static Map<String, ?> row(String line, long number) {
    try {
      if (Json.read(line) instanceof Map<?, ?> row) {
        return (Map<String, ?>) row;
      }
      throw new UserError(
          "standard input line "
              + number
              + ": expected a JSON object such as {\"content_id\":\"7\"}");
    } catch (JsonException e) {
      throw new UserError("standard input line " + number + ": " + e.getMessage());
    }
  }

  private static String json(List<Recommendation> recommendations) {
    StringJoiner list = new StringJoiner(",", "{\"recommendations\":[", "]}");
    for (Recommendation item : recommendations) {
      list.add(
          "{\"id\":"
              + Json.write(item.id())
              + ",\"probability\":"
              + Json.write(item.probability())
              + ",\"rank\":"
              + item.rank()
              + "}");
    }
    return list.toString();
  }
}
