package org.hybridrec.features.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * Does a hashed text keep its topic? Everything is fixed by the seeds; each bound lies a little
 * below the measured share, which stands beside it.
 */
class TopicQualityTest {

  private static final List<Long> SEEDS = List.of(1L, 2L, 3L);

  @Test
  void headlinesOfThreeTopicsAreToldApart() {
    // measured 0.806; guessing gives 0.333
    assertThat(meanAccuracy(Topics.headlines(), 128, 8)).isGreaterThan(0.75);
  }

  @Test
  void newsTextsOfNineTopicsAreToldApart() throws IOException {
    Topics news = news(Integer.MAX_VALUE);

    // measured 0.431 and 0.585; always naming the most frequent topic gives 0.163
    assertThat(meanAccuracy(news, 64, 5)).isGreaterThan(0.41);
    assertThat(meanAccuracy(news, 256, 5)).isGreaterThan(0.56);
  }

  @Test
  void theFirstEightyCharactersOfANewsTextAlreadyTellSomething() throws IOException {
    // measured 0.269; always naming the most frequent topic gives 0.163
    assertThat(meanAccuracy(news(80), 256, 5)).isGreaterThan(0.25);
  }

  private static double meanAccuracy(Topics topics, int width, int parts) {
    return SEEDS.stream()
        .mapToDouble(seed -> topics.centroidAccuracy(TextEncoder.hashed(width, seed), parts))
        .average()
        .orElseThrow();
  }

  /** The test part of 10kGNAD, cut at a number of code units. Lines are {@code label;'text'}. */
  private static Topics news(int limit) throws IOException {
    Path file = sharedFile("data/10kgnad-test/test.csv.gz");
    List<String> labels = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        int semicolon = line.indexOf(';');
        String text = line.substring(semicolon + 1);
        labels.add(line.substring(0, semicolon));
        texts.add(text.substring(0, Math.min(limit, text.length())));
      }
    }
    return new Topics(labels, texts);
  }

  private static Path sharedFile(String name) {
    String folder = System.getProperty("hybridrec.shared");
    Path file =
        folder != null
            ? Path.of(folder, name)
            : Path.of("").toAbsolutePath().resolve("../../shared").resolve(name).normalize();
    assumeTrue(Files.exists(file), () -> "needs " + file + ", which is not there");
    return file;
  }
}
