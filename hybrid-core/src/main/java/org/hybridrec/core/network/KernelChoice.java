package org.hybridrec.core.network;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses the kernels of the running JVM: those on the Vector API if it was started with {@code
 * --add-modules jdk.incubator.vector}, else plain Java. Both give the same bits.
 */
final class KernelChoice {

  private static final String MODULE = "jdk.incubator.vector";

  /** What everything in this JVM uses. */
  static final Kernels CHOSEN = choose();

  private KernelChoice() {}

  private static Kernels choose() {
    Logger log = LoggerFactory.getLogger(KernelChoice.class);
    if (vectorIsThere()) {
      Kernels vector = vector();
      log.info("kernels: Vector API, {}", vector);
      return vector;
    }
    log.info("kernels: plain Java; the JVM's option --add-modules {} makes them faster", MODULE);
    return new PlainKernels();
  }

  /** Returns whether the running JVM resolved the Vector API's module. */
  static boolean vectorIsThere() {
    return ModuleLayer.boot().findModule(MODULE).isPresent();
  }

  /**
   * Returns the kernels on the Vector API. By name, because no other class may need theirs, which
   * without the module cannot be loaded, and because they are compiled apart.
   */
  private static Kernels vector() {
    try {
      Class<?> type = Class.forName("org.hybridrec.core.network.VectorKernels");
      return (Kernels) type.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the kernels on the Vector API cannot be loaded", e);
    }
  }
}
