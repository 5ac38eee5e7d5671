package org.hybridrec.news;

import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a command reads, looked at before any work. */
final class InputFile {

  private InputFile() {}

  /**
   * Refuses what is not there, is a folder, or may not be read.
   *
   * @param what what messages call it
   * @param absent what to say further where there is none
   * @param folder what to do where it is a folder
   */
  static void check(String what, Path file, String absent, String folder) {
    String name = what + " " + file;
    if (!Files.exists(file)) {
      throw new UserError(name + ": there is no such file" + absent);
    }
    if (Files.isDirectory(file)) {
      throw new UserError(name + ": is a folder; " + folder);
    }
    if (!Files.isReadable(file)) {
      throw new UserError(name + ": may not be read; check its permissions");
    }
  }

  static void check(String what, Path file) {
    check(what, file, "", "name a file");
  }
}
