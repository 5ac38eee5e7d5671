package org.hybridrec.fuzz;

import java.util.ArrayList;
import java.util.List;
import org.hybridrec.features.arrow.ArrowFiles;
import org.hybridrec.features.arrow.ArrowSource;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.SchemaException;

/** An Arrow stream or file is read to its end, or refused by type. */
public final class ArrowTarget {

  private ArrowTarget() {}

  /** Streams of every type that the library writes. */
  static List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    for (int rows = 0; rows <= 3; rows++) {
      List<Integer> numbers = List.of(1, 2, 3).subList(0, rows);
      ArrowFiles.write(
          ExampleSource.rows(numbers)
              .text("text", n -> n == 2 ? null : "Wien " + n % 2)
              .integer("integer", n -> n)
              .number("number", n -> n / 3.0)
              .texts("texts", n -> List.of("a", "b").subList(0, n - 1 & 1))
              .numbers("numbers", n -> List.of(1.5, 2.5)),
          Scratch.path());
      seeds.add(Scratch.bytes());
    }
    return seeds;
  }

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    try {
      Scratch.readAll(ArrowSource.of(Scratch.with(input)));
    } catch (InvalidDataException | SchemaException e) {
      // refused, as it should be
    }
  }
}
