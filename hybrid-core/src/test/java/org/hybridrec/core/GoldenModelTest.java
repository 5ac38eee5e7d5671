package org.hybridrec.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hybridrec.core.file.Json;
import org.hybridrec.core.ranking.Recommendation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Model files that were made once and are never made again, one for each version of the format:
 * whatever changes in the library, they answer with the same bits, on all kernels. {@link
 * GoldenModel} made them.
 */
@Tag("kernels")
class GoldenModelTest {

  @TempDir Path folder;

  private static byte[] resource(String name) {
    try (InputStream in = GoldenModelTest.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return in.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private HybridModel load(int version) throws IOException {
    Path file = folder.resolve("golden");
    Files.write(file, resource("model-v" + version + ".safetensors"));
    return HybridModel.load(file);
  }

  private static List<Map<?, ?>> answers(int version) {
    return new String(resource("model-v" + version + ".jsonl"), UTF_8)
        .lines()
        .<Map<?, ?>>map(line -> (Map<?, ?>) Json.read(line))
        .toList();
  }

  private static Map<String, Object> row(Map<?, ?> answer) {
    Map<String, Object> row = new LinkedHashMap<>();
    ((Map<?, ?>) answer.get("row")).forEach((key, value) -> row.put((String) key, value));
    return row;
  }

  @ParameterizedTest
  @ValueSource(ints = 1)
  void answersWithTheSameBitsAsWhenItWasMade(int version) throws IOException {
    HybridModel model = load(version);
    assertThat(answers(version)).hasSize(16);
    for (Map<?, ?> answer : answers(version)) {
      float[] scores = model.scores(row(answer));
      assertThat(GoldenModel.bits(scores)).as("%s", row(answer)).isEqualTo(answer.get("bits"));
      for (Recommendation one : model.recommend(row(answer), 3)) {
        int place = model.items().ids().indexOf(one.id());
        assertThat(one.probability()).isEqualTo(scores[place]);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = 1)
  void isSavedAgainToTheSameBytes(int version) throws IOException {
    Path again = folder.resolve("again");
    load(version).save(again);
    assertThat(again).hasBinaryContent(resource("model-v" + version + ".safetensors"));
  }

  @ParameterizedTest
  @ValueSource(ints = 1)
  void isSmallAndTellsRowsApart(int version) {
    assertThat(resource("model-v" + version + ".safetensors").length).isLessThan(100_000);
    assertThat(answers(version)).extracting(answer -> answer.get("bits")).doesNotHaveDuplicates();
  }
}
