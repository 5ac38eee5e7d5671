package org.hybridrec.news.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hybridrec.core.file.Json;
import org.hybridrec.core.file.JsonException;
import org.jspecify.annotations.Nullable;

/**
 * One stretch of a training, from where it was begun or went on to where it ended or was killed.
 */
record RunPart(Map<?, ?> facts) {

  /** Reads {@code run.json}; one that is not there or says something else has no parts. */
  static List<RunPart> read(Path file) {
    List<RunPart> found = new ArrayList<>();
    if (tree(file) instanceof Map<?, ?> facts && facts.get("parts") instanceof List<?> parts) {
      for (Object part : parts) {
        if (part instanceof Map<?, ?> one) {
          found.add(new RunPart(one));
        }
      }
    }
    return found;
  }

  private static @Nullable Object tree(Path file) {
    try {
      return Files.exists(file) ? Json.read(Files.readString(file)) : null;
    } catch (JsonException e) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException("run facts " + file + " cannot be read: " + e, e);
    }
  }

  String text(String key) {
    Object value = facts.get(key);
    if (value instanceof Long number) {
      return Figures.count(number);
    }
    return value == null ? "" : value.toString();
  }

  /** A moment to the second, in UTC. */
  String moment(String key) {
    Instant instant = instant(key);
    return instant == null
        ? text(key)
        : instant.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ').replace("Z", "");
  }

  /** The steps made, null where it did not come to its end. */
  @Nullable Long steps() {
    return facts.get("from_step") instanceof Long from && facts.get("to_step") instanceof Long to
        ? (Long) (to - from)
        : null;
  }

  /** The time taken, null where it did not come to its end. */
  @Nullable Duration time() {
    Instant began = instant("began");
    Instant ended = instant("ended");
    return began == null || ended == null ? null : Duration.between(began, ended);
  }

  private @Nullable Instant instant(String key) {
    try {
      return facts.get(key) instanceof String text ? Instant.parse(text) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
