package org.hybridrec.fuzz;

import org.hybridrec.features.source.CsvSource;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.SchemaException;

/** A CSV file is read to its end, or refused by type. */
public final class CsvTarget {

  static final String SEED =
      "id,title,next\n1,\"Grüße, \"\"Wien\"\"\",2\r\n2,\"zwei\nZeilen\",3\n\n3,,1\n";

  private CsvTarget() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    try {
      Scratch.readAll(CsvSource.of(Scratch.with(input)));
    } catch (InvalidDataException | SchemaException e) {
      // refused, as it should be
    }
  }
}
