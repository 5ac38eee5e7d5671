package org.hybridrec.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What a figure was measured on and with. */
final class Machine {

  private Machine() {}

  /** Returns the facts by name: commit, CPU, processors, JVM, operating system. */
  static Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("commit", commit());
    facts.put("cpu", cpu());
    facts.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
    facts.put("jvm", System.getProperty("java.vm.name") + " " + Runtime.version());
    facts.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    return facts;
  }

  /** Returns the commit that was built, with "-dirty" if files differed from it. */
  private static String commit() {
    try (InputStream in = Machine.class.getResourceAsStream("commit.txt")) {
      return in == null ? "unknown" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return "unknown";
    }
  }

  private static String cpu() {
    Path file = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(file)) {
      return System.getProperty("os.arch");
    }
    try (Stream<String> lines = Files.lines(file)) {
      Map<String, String> first = new LinkedHashMap<>();
      lines
          .takeWhile(line -> !line.isBlank())
          .map(line -> line.split("\\s*:\\s*", 2))
          .forEach(parts -> first.put(parts[0], parts.length > 1 ? parts[1] : ""));
      return "%s (family %s, model %s)"
          .formatted(first.get("model name"), first.get("cpu family"), first.get("model"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }

  /** The sum of the pools' peaks, which they need not have had at the same time. */
  static long peakHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }
}
