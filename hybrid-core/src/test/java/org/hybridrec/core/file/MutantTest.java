package org.hybridrec.core.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.hybridrec.core.file.ModelFormatException.Kind;
import org.junit.jupiter.api.Test;

/** Each of the {@link FileMutants} is refused as a model file, or is one. */
class MutantTest {

  private static final int MUTANTS = 10_000;

  @Test
  void isRefusedOrWhole() {
    byte[] original = TensorFileTest.sample().toBytes();
    long seed = Long.getLong("rec.seed", 4711);
    Random random = new Random(seed);
    Map<Kind, Integer> refused = new EnumMap<>(Kind.class);
    int whole = 0;
    for (int i = 0; i < MUTANTS; i++) {
      byte[] mutant = FileMutants.mutant(original, random);
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
