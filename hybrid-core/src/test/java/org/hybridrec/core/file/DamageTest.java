package org.hybridrec.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hybridrec.core.file.ModelFormatException.Kind;
import org.junit.jupiter.api.Test;

/** Any accidental damage is found at load. Exhaustive on a small file, so nothing rests on luck. */
class DamageTest {

  private static final byte[] FILE = file().toBytes();

  private static TensorFile file() {
    float[] weights = new float[300];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) Math.sin(i);
    }
    return TensorFile.builder()
        .floats("dense/kernel", weights, 30, 10)
        .ints("ids", new int[] {1, 2, 3, 4, 5})
        .strings("vocabulary", List.of("Politik", "Sport", "Stars & Kultur", "Lifestyle"))
        .text("recipe", "{\"label\":\"next_content_id\"}")
        .build();
  }

  @Test
  void findsEveryByteThatWasChanged() {
    int changed = 0;
    for (int at = 0; at < FILE.length; at++) {
      changed += refuses(at, FILE[at] ^ (1 << at % 8)) + refuses(at, 0) + refuses(at, 0xFF);
    }
    assertThat(changed).isGreaterThan(2 * FILE.length);
  }

  /** Returns 1 after a refusal, 0 where the byte has that value anyway. */
  private static int refuses(int at, int value) {
    if (FILE[at] == (byte) value) {
      return 0;
    }
    byte[] damaged = FILE.clone();
    damaged[at] = (byte) value;
    kindOf(damaged, "byte " + at + " = " + value);
    return 1;
  }

  @Test
  void findsEveryTruncation() {
    for (int length = 0; length < FILE.length; length++) {
      Kind kind = kindOf(Arrays.copyOf(FILE, length), "length " + length);
      assertThat(kind).as("length %d", length).isEqualTo(Kind.TRUNCATED);
    }
  }

  @Test
  void findsAppendedBytes() {
    for (int more : new int[] {1, 8, 32, FILE.length}) {
      byte[] longer = Arrays.copyOf(FILE, FILE.length + more);
      assertThat(kindOf(longer, more + " more")).isEqualTo(Kind.TRAILING_BYTES);
    }
    assertThat(kindOf(RawFile.joined(FILE, FILE), "twice")).isEqualTo(Kind.TRAILING_BYTES);
  }

  @Test
  void findsEveryByteThatWasDroppedOrDoubled() {
    for (int at = 0; at < FILE.length; at++) {
      byte[] before = Arrays.copyOf(FILE, at);
      byte[] after = Arrays.copyOfRange(FILE, at + 1, FILE.length);
      kindOf(RawFile.joined(before, after), "without byte " + at);
      kindOf(RawFile.joined(before, new byte[] {FILE[at], FILE[at]}, after), "twice byte " + at);
    }
  }

  @Test
  void findsSectionsThatWereSwappedDroppedOrDoubled() {
    int header = FILE.length - 32 - 4 * 300 - 4 * 5 - 4 * 5 - 35;
    List<byte[]> parts =
        List.of(
            Arrays.copyOfRange(FILE, 0, 8),
            Arrays.copyOfRange(FILE, 8, header),
            Arrays.copyOfRange(FILE, header, header + 1200),
            Arrays.copyOfRange(FILE, header + 1200, header + 1220),
            Arrays.copyOfRange(FILE, header + 1220, header + 1240),
            Arrays.copyOfRange(FILE, header + 1240, FILE.length - 32),
            Arrays.copyOfRange(FILE, FILE.length - 32, FILE.length));
    for (int i = 0; i < parts.size(); i++) {
      for (int j = 0; j < parts.size(); j++) {
        byte[][] sections = parts.toArray(new byte[0][]);
        sections[i] = parts.get(j);
        if (i != j) {
          kindOf(RawFile.joined(sections), "section " + i + " replaced by " + j);
          sections[j] = parts.get(i);
          kindOf(RawFile.joined(sections), "sections " + i + " and " + j + " swapped");
        }
        sections = parts.toArray(new byte[0][]);
        sections[i] = RawFile.joined(sections[i], sections[j]);
        kindOf(RawFile.joined(sections), "section " + j + " again after " + i);
      }
      byte[][] sections = parts.toArray(new byte[0][]);
      sections[i] = new byte[0];
      kindOf(RawFile.joined(sections), "without section " + i);
    }
  }

  @Test
  void callsDamageInNumbersByItsName() {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    for (int at = FILE.length - 32 - 1_000; at < FILE.length; at++) {
      byte[] damaged = FILE.clone();
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
