package org.hybridrec.news;

import java.io.UncheckedIOException;
import java.util.List;
import org.hybridrec.core.evaluation.NonFiniteLogitException;
import org.hybridrec.core.factorization.FactorizationException;
import org.hybridrec.core.file.ModelFormatException;
import org.hybridrec.core.network.InsufficientMemoryException;
import org.hybridrec.core.training.TrainingDivergedException;
import org.hybridrec.features.DefinitionException;
import org.hybridrec.features.hashing.MalformedTextException;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.SchemaException;
import org.hybridrec.features.text.MalformedWordVectorsException;
import picocli.CommandLine.ParameterException;

/**
 * What a command that failed says and returns.
 *
 * @param exitCode 2 where the user can mend it (files, data, options), 1 where the fault is here
 * @param line one line without line breaks
 */
record Failure(int exitCode, String line) {

  static final int INTERNAL = 1;
  static final int USER = 2;

  private static final List<Class<? extends Exception>> OF_USERS =
      List.of(
          UserError.class,
          ParameterException.class,
          DefinitionException.class,
          SchemaException.class,
          InvalidDataException.class,
          MalformedTextException.class,
          MalformedWordVectorsException.class,
          ModelFormatException.class,
          InsufficientMemoryException.class,
          TrainingDivergedException.class,
          FactorizationException.class,
          NonFiniteLogitException.class,
          UncheckedIOException.class);

  static Failure of(Throwable e) {
    if (OF_USERS.stream().anyMatch(kind -> kind.isInstance(e))) {
      return new Failure(USER, oneLine(message(e)));
    }
    if (e instanceof OutOfMemoryError) {
      return new Failure(
          USER,
          "out of memory: give Java more, as in java -Xmx4g -jar hybrid.jar, or shrink the recipe");
    }
    return new Failure(INTERNAL, oneLine("internal failure: " + e + "; --verbose shows where"));
  }

  private static String message(Throwable e) {
    if (e instanceof SchemaException schema) {
      return String.join("; ", schema.problems());
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
