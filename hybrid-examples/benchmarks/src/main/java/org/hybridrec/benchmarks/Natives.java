package org.hybridrec.benchmarks;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/** Where the peers unpack their native libraries: beside the jar, not in the user's home. */
final class Natives {

  private Natives() {}

  /** Returns the folder that holds this program's jar or classes. */
  static Path home() {
    try {
      Path place =
          Path.of(Natives.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path parent = place.toAbsolutePath().getParent();
      return parent == null ? place : parent;
    } catch (URISyntaxException e) {
      throw new IllegalStateException("this program's place is no file", e);
    }
  }

  /** Returns the flags for a JVM that runs a peer: nothing is downloaded. */
  static List<String> properties() {
    Path folder = home().resolve("natives");
    return List.of(
        "-Dai.djl.offline=true",
        "-DENGINE_CACHE_DIR=" + folder.resolve("djl"),
        "-Dorg.bytedeco.javacpp.cachedir=" + folder.resolve("javacpp"));
  }
}
