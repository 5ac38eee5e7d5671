package org.hybridrec.news.recipes;

import static org.hybridrec.features.FeatureColumns.textEmbedding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.HybridRecommender;
import org.hybridrec.core.MissingEncoderException;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.MapSource;
import org.hybridrec.features.text.TextEncoder;

/**
 * Titles read by an encoder of one's own. A model keeps its name and fingerprint, not its code: who
 * loads the model brings the encoder along.
 */
public final class OwnTextEncoder {

  private OwnTextEncoder() {}

  /** How often each letter occurs: not a good encoder, but a short one. */
  static final class LetterCounts implements TextEncoder {

    @Override
    public String name() {
      return "letter_counts";
    }

    @Override
    public String fingerprint() {
      // Another one for every change of the numbers below; a digest of tables where there are some.
      return "1".repeat(64);
    }

    @Override
    public int width() {
      return 26;
    }

    @Override
    public void encode(String text, float[] target, int offset) {
      Arrays.fill(target, offset, offset + width(), 0f);
      text.chars().filter(c -> c >= 'a' && c <= 'z').forEach(c -> target[offset + c - 'a']++);
    }
  }

  /** Runs the program. */
  public static void main(String... arguments) throws IOException {
    ExampleSource rows =
        MapSource.of(
            List.of(
                Map.of("title", "snow on the mountains", "next", "weather"),
                Map.of("title", "a parliament in turmoil", "next", "politics")));
    HybridModel model =
        HybridRecommender.builder()
            .label("next", ItemIndex.of(rows, "next"))
            .column(textEmbedding("title", new LetterCounts()))
            .hiddenUnits(8)
            .epochs(100)
            .build()
            .fit(rows);

    Path file = Files.createTempDirectory("hybridrec").resolve("letters.safetensors");
    model.save(file);
    try {
      HybridModel.load(file);
    } catch (MissingEncoderException e) {
      System.out.println("without the encoder: " + e.getMessage());
    }
    HybridModel loaded = HybridModel.load(file, new LetterCounts());
    Map<String, String> request = Map.of("title", "more snow in the mountains");
    System.out.println("with it: " + loaded.recommend(request, 1).get(0).id());
  }
}
