package org.hybridrec.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hybridrec.core.file.AtomicFile;
import org.hybridrec.core.file.Json;

/**
 * What belongs to a run and not to its model, in {@code run.json}: a part for each time that the
 * training was begun or went on, with when, where, by how many threads, from which step to which.
 * No model file depends on it.
 */
final class RunFacts {

  private final Path file;
  private final List<Object> parts;

  private RunFacts(Path file, List<Object> parts) {
    this.file = file;
    this.parts = parts;
  }

  /** Adds a part, and writes. */
  static RunFacts begin(Path file, int threads, long fromStep) {
    RunFacts facts = new RunFacts(file, fromStep == 0 ? new ArrayList<>() : earlier(file));
    Map<String, Object> part = new LinkedHashMap<>();
    part.put("began", Instant.now().toString());
    part.put("library_version", LibraryVersion.CURRENT);
    part.put(
        "java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    part.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    part.put("processors", Runtime.getRuntime().availableProcessors());
    part.put("threads", threads);
    part.put("from_step", fromStep);
    facts.parts.add(part);
    facts.write();
    return facts;
  }

  private static List<Object> earlier(Path file) {
    try {
      boolean isThere = Files.exists(file);
      Object tree = isThere ? Json.read(Files.readString(file, UTF_8)) : Map.of();
      return tree instanceof Map<?, ?> facts && facts.get("parts") instanceof List<?> parts
          ? new ArrayList<>(parts)
          : new ArrayList<>();
    } catch (IOException e) {
      throw new UncheckedIOException("run facts " + file + " cannot be read: " + e, e);
    }
  }

  /** Completes the last part, and writes. */
  void end(FitReport report, int rollBacks) {
    Map<String, Object> part = new LinkedHashMap<>();
    ((Map<?, ?>) parts.get(parts.size() - 1))
        .forEach((key, value) -> part.put((String) key, value));
    part.put("ended", Instant.now().toString());
    part.put("to_step", report.steps());
    part.put("roll_backs", rollBacks);
    parts.set(parts.size() - 1, part);
    write();
  }

  private void write() {
    try {
      byte[] text = (Json.write(Map.of("parts", parts)) + "\n").getBytes(UTF_8);
      AtomicFile.write(file, out -> out.write(text));
    } catch (IOException e) {
      throw new UncheckedIOException("run facts " + file + " cannot be written: " + e, e);
    }
  }
}
