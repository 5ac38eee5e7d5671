package org.hybridrec.news;

import java.nio.file.Files;
import java.nio.file.Path;
import org.hybridrec.core.HybridModel;

/** Model files as arguments of a command. */
final class ModelFiles {

  private ModelFiles() {}

  static HybridModel load(Path file) {
    requireThere(file);
    return HybridModel.load(file);
  }

  static void requireThere(Path file) {
    InputFile.check("model file", file, "; hybrid train writes one", "name a file");
  }

  /** Finds out before any work that a file could not be written in the end. */
  static void checkTarget(Path file) {
    checkTarget("model file", file);
  }

  static void checkTarget(String what, Path file) {
    if (Files.isDirectory(file)) {
      throw new UserError(what + " " + file + ": is a folder; name a file");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new UserError(what + " " + file + ": there is no folder for it; make it first");
    }
    if (!Files.isWritable(folder)) {
      throw new UserError(what + " " + file + ": its folder may not be written to");
    }
  }
}
