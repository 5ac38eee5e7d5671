package org.hybridrec.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hybridrec.core.TrainedToys;
import org.hybridrec.core.file.ModelFormatException.Kind;
import org.hybridrec.reliability.Effort;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any accidental damage is found at load. Exhaustive on two files, one put together here and a
 * model of 50 KB, and on five with {@code -Pnightly}, so nothing rests on luck.
 */
class DamageTest {

  private static final List<Whole> FILES = wholeFiles().toList();

  private static final class Whole {

    private final String name;
    private final byte[] bytes;

    Whole(String name, byte[] bytes) {
      this.name = name;
      this.bytes = bytes;
    }

    byte[] bytes() {
      return bytes;
    }

    @Override
    public String toString() {
      return name + " of " + bytes.length + " bytes";
    }

    /** The length of the header, the header, each tensor, the digest. */
    List<byte[]> sections() {
      TensorFile file = TensorFile.of(bytes);
      List<Integer> lengths = new ArrayList<>();
      for (String tensor : file.names()) {
        int count = Arrays.stream(file.shape(tensor)).reduce(1, (a, b) -> a * b);
        lengths.add(count * file.dtype(tensor).byteCount());
      }
      lengths.add(32);
      int tensors = lengths.stream().mapToInt(Integer::intValue).sum();
      lengths.addAll(0, List.of(8, bytes.length - tensors - 8));
      List<byte[]> sections = new ArrayList<>();
      int begin = 0;
      for (int length : lengths) {
        sections.add(Arrays.copyOfRange(bytes, begin, begin + length));
        begin += length;
      }
      assertThat(begin).isEqualTo(bytes.length);
      return sections;
    }
  }

  static Stream<Whole> files() {
    return FILES.stream();
  }

  private static Stream<Whole> wholeFiles() {
    Stream<Whole> always =
        Stream.of(
            new Whole("few tensors", fewTensors()),
            new Whole("a model of many items", TrainedToys.manyItems()));
    Stream<Whole> nightly =
        Stream.of(
            new Whole("a model of every column", TrainedToys.everyColumn()),
            new Whole("the first version's golden model", TrainedToys.golden()),
            new Whole("a checkpoint", TrainedToys.checkpoint()));
    return Effort.isNightly() ? Stream.concat(always, nightly) : always;
  }

  private static byte[] fewTensors() {
    float[] weights = new float[300];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) Math.sin(i);
    }
    return TensorFile.builder()
        .floats("dense/kernel", weights, 30, 10)
        .ints("ids", new int[] {1, 2, 3, 4, 5})
        .strings("vocabulary", List.of("Politik", "Sport", "Stars & Kultur", "Lifestyle"))
        .text("recipe", "{\"label\":\"next_content_id\"}")
        .build()
        .toBytes();
  }

  @ParameterizedTest
  @MethodSource("files")
  void findsEveryByteThatWasChanged(Whole file) {
    byte[] whole = file.bytes();
    int changed =
        IntStream.range(0, whole.length)
            .parallel()
            .map(
                at ->
                    refuses(whole, at, whole[at] ^ (1 << at % 8))
                        + refuses(whole, at, 0)
                        + refuses(whole, at, 0xFF))
            .sum();
    assertThat(changed).isGreaterThan(2 * whole.length);
  }

  /** Returns 1 after a refusal, 0 where the byte has that value anyway. */
  private static int refuses(byte[] whole, int at, int value) {
    if (whole[at] == (byte) value) {
      return 0;
    }
    byte[] damaged = whole.clone();
    damaged[at] = (byte) value;
    kindOf(damaged, "byte " + at + " = " + value);
    return 1;
  }

  @ParameterizedTest
  @MethodSource("files")
  void findsEveryTruncation(Whole file) {
    byte[] whole = file.bytes();
    IntStream.range(0, whole.length)
        .parallel()
        .forEach(
            length -> {
              Kind kind = kindOf(Arrays.copyOf(whole, length), "length " + length);
              assertThat(kind).as("length %d", length).isEqualTo(Kind.TRUNCATED);
            });
  }

  @ParameterizedTest
  @MethodSource("files")
  void findsAppendedBytes(Whole file) {
    byte[] whole = file.bytes();
    for (int more : new int[] {1, 8, 32, whole.length}) {
      byte[] longer = Arrays.copyOf(whole, whole.length + more);
      assertThat(kindOf(longer, more + " more")).isEqualTo(Kind.TRAILING_BYTES);
    }
    assertThat(kindOf(RawFile.joined(whole, whole), "twice")).isEqualTo(Kind.TRAILING_BYTES);
  }

  @ParameterizedTest
  @MethodSource("files")
  void findsEveryByteThatWasDroppedOrDoubled(Whole file) {
    byte[] whole = file.bytes();
    IntStream.range(0, whole.length)
        .parallel()
        .forEach(
            at -> {
              byte[] before = Arrays.copyOf(whole, at);
              byte[] after = Arrays.copyOfRange(whole, at + 1, whole.length);
              byte[] doubled = {whole[at], whole[at]};
              kindOf(RawFile.joined(before, after), "without byte " + at);
              kindOf(RawFile.joined(before, doubled, after), "twice byte " + at);
            });
  }

  @ParameterizedTest
  @MethodSource("files")
  void findsSectionsThatWereSwappedDroppedOrDoubled(Whole file) {
    List<byte[]> parts = file.sections();
    int refused = 0;
    for (int i = 0; i < parts.size(); i++) {
      for (int j = 0; j < parts.size(); j++) {
        byte[][] sections = parts.toArray(new byte[0][]);
        sections[i] = parts.get(j);
        refused += refusesJoined(file, sections, "section " + i + " replaced by " + j);
        sections[j] = parts.get(i);
        refused += refusesJoined(file, sections, "sections " + i + " and " + j + " swapped");
        sections = parts.toArray(new byte[0][]);
        sections[i] = RawFile.joined(sections[i], sections[j]);
        refused += refusesJoined(file, sections, "section " + j + " again after " + i);
      }
      byte[][] sections = parts.toArray(new byte[0][]);
      sections[i] = new byte[0];
      refused += refusesJoined(file, sections, "without section " + i);
    }
    assertThat(refused).isGreaterThan(2 * parts.size() * parts.size());
  }

  /** Returns 1 after a refusal, 0 where equal sections give the whole file again. */
  private static int refusesJoined(Whole file, byte[][] sections, String what) {
    byte[] damaged = RawFile.joined(sections);
    if (Arrays.equals(damaged, file.bytes())) {
      return 0;
    }
    kindOf(damaged, what);
    return 1;
  }

  @ParameterizedTest
  @MethodSource("files")
  void callsDamageInNumbersByItsName(Whole file) {
    byte[] whole = file.bytes();
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    for (int at = whole.length - 32 - 1_000; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] = (byte) ~damaged[at];
      kinds.add(kindOf(damaged, "byte " + at));
    }
    assertThat(kinds).containsExactly(Kind.DIGEST);
  }

  private static Kind kindOf(byte[] damaged, String what) {
    try {
      TensorFile.of(damaged);
    } catch (ModelFormatException e) {
      return e.kind();
    } catch (RuntimeException | Error e) {
      return fail(what + ": refused, but not as a damaged file", e);
    }
    return fail(what + ": was read as if it were whole");
  }
}
