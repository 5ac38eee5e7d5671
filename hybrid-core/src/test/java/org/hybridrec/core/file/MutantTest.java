package org.hybridrec.core.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hybridrec.core.file.ModelFormatException.Kind;
import org.junit.jupiter.api.Test;

/**
 * Random changes with the header's length and the digest repaired, so that the parser and the rules
 * are reached: each mutant is refused as a model file, or is one.
 */
class MutantTest {

  private static final int MUTANTS = 10_000;

  private static final List<String> PIECES =
      List.of(
          "0",
          "1",
          "9",
          "-",
          "99999999999",
          "9223372036854775807",
          ".",
          "e9",
          "[",
          "]",
          "{",
          "}",
          ",",
          ":",
          "\"",
          "\\",
          "\\u0000",
          "\\ud83d",
          "null",
          "true",
          "[[[[",
          "\"a\":",
          "F32",
          "F64",
          "I64",
          "I32",
          "U8",
          "shape",
          "dtype",
          "data_offsets",
          "sha256",
          "__metadata__",
          "version",
          " ",
          "\u0000",
          "\u00ff",
          "ä");

  @Test
  void isRefusedOrWhole() {
    byte[] original = TensorFileTest.sample().toBytes();
    long seed = Long.getLong("rec.seed", 4711);
    Random random = new Random(seed);
    Map<Kind, Integer> refused = new EnumMap<>(Kind.class);
    int whole = 0;
    for (int i = 0; i < MUTANTS; i++) {
      byte[] mutant = mutant(original, random);
      try {
        use(TensorFile.of(mutant));
        whole++;
      } catch (ModelFormatException e) {
        assertThat(e.getMessage()).matches("\\P{C}+").hasSizeLessThan(1_000);
        refused.merge(e.kind(), 1, Integer::sum);
      } catch (RuntimeException | Error e) {
        throw new AssertionError("seed " + seed + ", mutant " + i, e);
      }
    }
    assertThat(whole).as("mutants that are models, seed %d", seed).isPositive();
    assertThat(refused.keySet())
        .as("seed %d", seed)
        .contains(Kind.HEADER, Kind.DUPLICATE_NAME, Kind.NOT_A_MODEL, Kind.DTYPE, Kind.SHAPE)
        .contains(Kind.LAYOUT, Kind.DIGEST_MISSING, Kind.NON_FINITE, Kind.CONTENT)
        .doesNotContain(Kind.DIGEST);
  }

  private static byte[] mutant(byte[] original, Random random) {
    int headerLength = (original[0] & 0xFF) | ((original[1] & 0xFF) << 8);
    String header = new String(original, 8, headerLength, ISO_8859_1).stripTrailing();
    byte[] data = Arrays.copyOfRange(original, 8 + headerLength, original.length - 32);
    for (int edits = 1 + random.nextInt(2); edits > 0; edits--) {
      if (random.nextInt(4) == 0) {
        data[random.nextInt(data.length)] = (byte) random.nextInt();
      } else {
        header = edited(header, random);
      }
    }
    return RawFile.withHeader(header.getBytes(ISO_8859_1), data);
  }

  private static String edited(String header, Random random) {
    int begin = random.nextInt(header.length());
    int end = Math.min(header.length(), begin + random.nextInt(6));
    String head = header.substring(0, begin);
    String tail = header.substring(end);
    return switch (random.nextInt(4)) {
      case 0 -> head + tail;
      case 1 -> head + PIECES.get(random.nextInt(PIECES.size())) + tail;
      case 2 -> head + header.substring(begin, end) + header.substring(begin);
      default -> word(header, random);
    };
  }

  /** Replaces a whole number or word by another. */
  private static String word(String header, Random random) {
    String[] words = header.split("\\b");
    words[random.nextInt(words.length)] = PIECES.get(random.nextInt(PIECES.size()));
    return String.join("", words);
  }

  private static void use(TensorFile file) {
    for (String name : file.names()) {
      switch (file.dtype(name)) {
        case F64 -> file.doubles(name);
        case F32 -> file.floats(name);
        case I64 -> file.longs(name);
        case I32 -> file.ints(name);
        case U8 -> file.bytes(name);
      }
      file.shape(name);
    }
    file.strings("vocabulary");
    file.json("recipe");
    assertThat(TensorFile.of(file.toBytes()).toBytes()).isEqualTo(file.toBytes());
  }
}
