package org.hybridrec.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.hybridrec.features.FeatureColumns.embedding;
import static org.hybridrec.features.FeatureColumns.hashBucket;
import static org.hybridrec.features.FeatureColumns.numeric;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.HybridRecommender;
import org.hybridrec.core.file.TensorFile;
import org.hybridrec.core.recipe.Recipe;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.Vocabulary;
import org.hybridrec.features.source.CsvSource;
import org.hybridrec.features.source.MapSource;
import org.hybridrec.features.source.SchemaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Text that came with data, a file or a recipe reaches a message escaped and cut: it can neither
 * end a log line and forge another, nor steer a terminal, nor flood the log.
 */
class MessageInjectionTest {

  private static final int STRINGS = 1_000;

  /** What a message says around the text it quotes. */
  private static final int FRAME = 600;

  /** No control, format, private, unassigned or unpaired character, no separator of lines. */
  private static final Pattern CLEAN = Pattern.compile("[^\\p{C}\\u2028\\u2029]*");

  private static final String[] HOSTILE = {
    "\r\n2026-01-01 ERROR forged",
    "\n",
    "\r",
    "\u001b[2J\u001b[1;1H",
    "\u001b]0;title\u0007",
    "\0",
    "\u202e",
    "\u2066",
    "\u2028",
    "\u2029",
    "\u0085",
    "\u200b",
    "\ufeff",
    "\b\b\b",
    "\t",
    "\u009b31m",
    "${jndi:ldap://x}",
    "%n%s%d",
    "{}",
    "<script>",
    "'; --",
    "\\u000a",
    "ä",
    "😀"
  };

  @TempDir Path folder;

  private static String hostile(Random random) {
    StringBuilder text = new StringBuilder();
    for (int parts = 1 + random.nextInt(5); parts > 0; parts--) {
      text.append(HOSTILE[random.nextInt(HOSTILE.length)]);
      text.append("x".repeat(random.nextInt(4) == 0 ? random.nextInt(2_000) : 1));
    }
    return text.toString();
  }

  private static HybridRecommender recommender() {
    return HybridRecommender.builder()
        .label("next", ItemIndex.of(List.of("a", "b")))
        .column(numeric("price"))
        .hiddenUnits()
        .epochs(1)
        .build();
  }

  @Test
  void neverReachesAMessageRaw() throws Exception {
    Random random = new Random(Long.getLong("rec.seed", 4711));
    HybridRecommender recommender = recommender();
    Path file = folder.resolve("x");
    int messages = 0;
    for (int i = 0; i < STRINGS; i++) {
      String text = hostile(random);
      List<Throwable> failures = new ArrayList<>();
      failures.add(
          catchThrowable(
              () -> recommender.fit(MapSource.of(List.of(Map.of("price", text, "next", "a"))))));
      failures.add(
          catchThrowable(
              () -> recommender.fit(MapSource.of(List.of(Map.of(text, 1.0, "next", "a"))))));
      failures.add(catchThrowable(() -> Vocabulary.of(text, text)));
      failures.add(catchThrowable(() -> ItemIndex.of(List.of(text, text))));
      failures.add(
          catchThrowable(
              () ->
                  HybridRecommender.builder()
                      .column(embedding(hashBucket(text, 9), 2))
                      .column(embedding(hashBucket(text, 9), 2))));
      Files.writeString(file, "\"" + text.replace("\"", "") + "\",next\n1,a\n");
      failures.add(catchThrowable(() -> recommender.fit(CsvSource.of(file))));
      Files.writeString(file, "price,next\n\"" + text.replace("\"", "") + "\",a\n");
      failures.add(catchThrowable(() -> recommender.fit(CsvSource.of(file))));
      Files.write(file, text.getBytes(StandardCharsets.UTF_8));
      failures.add(
          catchThrowable(() -> Recipe.read(file).fit(MapSource.of(List.of(Map.of("next", "a"))))));
      failures.add(catchThrowable(() -> HybridModel.load(file)));
      TensorFile.builder().text("recipe", text).build().write(file);
      failures.add(catchThrowable(() -> HybridModel.load(file)));
      for (int f = 0; f < failures.size(); f++) {
        Throwable failure = failures.get(f);
        assertThat(failure).as("case %d of text %d", f, i).isNotNull();
        check(failure, f);
        messages++;
      }
    }
    assertThat(messages).isEqualTo(10 * STRINGS);
  }

  private static void check(Throwable failure, int which) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      // What lists several problems puts each on a line of its own.
      List<String> lines =
          e instanceof SchemaException schema
              ? schema.problems()
              : List.of(String.valueOf(e.getMessage()));
      for (String line : lines) {
        boolean fit = line.length() < 200 + FRAME && CLEAN.matcher(line).matches();
        assertThat(fit).as("case %d: %s: %s", which, e.getClass(), line).isTrue();
      }
    }
  }
}
