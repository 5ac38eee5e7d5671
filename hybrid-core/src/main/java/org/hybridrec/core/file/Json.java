package org.hybridrec.core.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Structured texts: JSON from and to a tree of maps, lists, strings, numbers, booleans and null.
 * Stateless and thread-safe.
 *
 * <p>Maps keep the order of the text. Numbers without fraction and exponent are {@link Long},
 * others {@link Double}. A float or double is written with the fewest digits that read back as the
 * same value, the same on every Java version; a float comes back as the double whose {@code
 * (float)} it is. Within limits: 100 levels, 100,000 tokens, strings of 1,000,000 characters, no
 * name twice in a map.
 */
public final class Json {

  static final int DEPTH = 100;
  private static final int TOKENS = 100_000;
  private static final int NUMBER_CHARS = 400;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          // Double.toString is not the shortest form before Java 19, and so differs between
          // versions.
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH)
                  .maxTokenCount(TOKENS)
                  .maxStringLength(Limits.TEXT_CHARS)
                  .maxNameLength(Limits.NAME_CHARS)
                  .maxNumberLength(NUMBER_CHARS)
                  .build())
          .build();

  private Json() {}

  /**
   * Writes a tree in the shortest form, without spaces.
   *
   * @param tree maps with string keys, lists, strings, {@link Integer}, {@link Long}, {@link
   *     Float}, {@link Double}, {@link Boolean} or null
   * @throws JsonException if something else is in it, a number is NaN or infinite, a string has
   *     unpaired surrogates, or a limit is passed; the message gives the path or the place
   */
  public static String write(@Nullable Object tree) {
    StringWriter out = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(out)) {
      JsonWriter.write(tree, generator);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    checkLimits(out.toString());
    return out.toString();
  }

  /** Finds what no reader would take here, where it can be mended. */
  private static void checkLimits(String text) {
    try {
      read(text);
    } catch (JsonException e) {
      throw new JsonException(
          "JSON: too large; allowed are %s tokens, strings of %s and names of %s characters"
              .formatted(
                  Limits.print(TOKENS),
                  Limits.print(Limits.TEXT_CHARS),
                  Limits.print(Limits.NAME_CHARS)));
    }
  }

  /**
   * Reads a text.
   *
   * @return a {@code Map<String, Object>} in the order of the text, {@code List<Object>}, {@link
   *     String}, {@link Long}, {@link Double}, {@link Boolean} or null
   * @throws JsonException if the text is not one JSON value, a name stands twice in a map, a number
   *     is too large, or a limit is passed; the message gives line and column
   */
  public static @Nullable Object read(String text) {
    try (JsonParser in = FACTORY.createParser(text)) {
      return JsonReader.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
