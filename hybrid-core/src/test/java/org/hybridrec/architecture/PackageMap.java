package org.hybridrec.architecture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The packages of the two libraries and what each may import: of ours only what its line names, and
 * a line names only packages above it, so there are no cycles; of others the JDK, what {@link
 * #EVERYWHERE} holds, and the libraries that its line names. Names are below {@code org.hybridrec}.
 */
final class PackageMap {

  static final String ROOT = "org.hybridrec.";

  /** Annotations, the logging interface and primitive collections. */
  static final List<String> EVERYWHERE =
      List.of("java..", "org.jspecify..", "org.slf4j..", "it.unimi.dsi.fastutil..");

  private static final String ARROW = "org.apache.arrow..";
  private static final String FLATBUFFERS = "com.google.flatbuffers..";
  private static final String FAST_CSV = "de.siegmar.fastcsv..";
  private static final String HASH4J = "com.dynatrace.hash4j..";
  private static final String JACKSON_CORE = "com.fasterxml.jackson.core..";
  private static final String PROTOBUF = "com.google.protobuf..";
  private static final String SNAKEYAML = "org.snakeyaml.engine..";
  private static final String TRIBUO = "org.tribuo..";
  private static final String TRIBUO_PROVENANCE = "com.oracle.labs.mlrg.olcut..";

  /** Only for classes that {@link ArchitectureTest} keeps apart. */
  private static final String VECTOR_API = "jdk.incubator.vector..";

  private static final String ONNX = "ai.onnx.proto..";

  private final Map<String, List<String>> lines = new LinkedHashMap<>();

  private PackageMap() {
    line("features.source", FAST_CSV);
    line("features.encoded");
    line("features.hashing", HASH4J);
    line("features.text", "features.hashing");
    line("features", "features.source", "features.encoded", "features.hashing", "features.text");
    line("features.arrow", "features.source", ARROW, FLATBUFFERS);
    line("features.dataset", "features.source", "features.hashing", "features");
    line("features.synthetic", "features.source", "features.dataset");

    line("core.file", JACKSON_CORE);
    line("core.optimization");
    line("core.ranking", "features.source", "features");
    // Jackson writes a double in the same digits on every JVM; Double.toString does not.
    // Visitors are grouped by the fingerprint of their id.
    line("core.evaluation", "features.source", "features.hashing", "core.ranking", JACKSON_CORE);
    line("core.network", "features.encoded", "core.optimization", VECTOR_API);
    line("core.training", "features.encoded", "core.optimization", "core.network");
    // Observations come from a source, and parts and initial factors from the fingerprints of ids.
    line(
        "core.factorization",
        "features.source",
        "features.hashing",
        "features.text",
        "features",
        "core.file",
        "core.ranking");
    line(
        "core",
        "features.source",
        "features.encoded",
        "features.hashing",
        "features.text",
        "features",
        "features.dataset",
        "core.file",
        "core.optimization",
        "core.ranking",
        "core.evaluation",
        "core.network",
        "core.training",
        "core.factorization");
    line(
        "core.baselines",
        "features.source",
        "features",
        "features.dataset",
        "core.ranking",
        "core.evaluation",
        "core.factorization");
    line(
        "core.recipe",
        "features.source",
        "features.text",
        "features",
        "features.dataset",
        "core.factorization",
        "core",
        SNAKEYAML);
    line(
        "core.experiment",
        "features.source",
        "features",
        "features.dataset",
        "features.synthetic",
        "core.evaluation",
        "core.training",
        "core.factorization",
        "core",
        "core.baselines",
        "core.recipe");
    line("core.onnx", "features.encoded", "features", "core.file", "core", ONNX, PROTOBUF);
    line("core.tribuo", "features.source", "features", "core", TRIBUO, TRIBUO_PROVENANCE, PROTOBUF);
  }

  /** Returns the map, its packages from the ground up. */
  static PackageMap read() {
    return new PackageMap();
  }

  private void line(String name, String... imports) {
    for (String imported : imports) {
      if (!imported.endsWith("..") && !lines.containsKey(imported)) {
        throw new IllegalArgumentException(
            "package '" + name + "': imports '" + imported + "', which is not above it");
      }
    }
    if (lines.put(name, List.of(imports)) != null) {
      throw new IllegalArgumentException("package '" + name + "': has two lines");
    }
  }

  /** Names without the root. */
  List<String> packages() {
    return List.copyOf(lines.keySet());
  }

  /** What a line names: packages of ours without the root, libraries ending in two dots. */
  List<String> imports(String name) {
    return lines.get(name);
  }

  /** What a package may import, as ArchUnit's identifiers: itself, its line, and what all may. */
  String[] importable(String name) {
    List<String> identifiers = new ArrayList<>(EVERYWHERE);
    identifiers.add(ROOT + name);
    for (String imported : lines.get(name)) {
      identifiers.add(imported.endsWith("..") ? imported : ROOT + imported);
    }
    return identifiers.toArray(String[]::new);
  }

  /** All packages with their root. */
  String[] identifiers() {
    return lines.keySet().stream().map(ROOT::concat).toArray(String[]::new);
  }
}
