package org.hybridrec.core.file;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The steps of an atomic save, each of which can fail. A test puts a failing one in its place.
 * Thread interruption stops none of them, so that an interrupted training can still save.
 */
class Disk {

  /** Creates a file that must not exist yet and opens it. */
  FileOutputStream create(Path file) throws IOException {
    Files.createFile(file);
    return new FileOutputStream(file.toFile());
  }

  /** Writes some bytes. */
  void write(OutputStream out, byte[] bytes, int offset, int count) throws IOException {
    out.write(bytes, offset, count);
  }

  /** Returns when the file's bytes are on the disk. */
  void force(FileOutputStream out) throws IOException {
    out.getFD().sync();
  }

  /** Closes a file. */
  void close(FileOutputStream out) throws IOException {
    out.close();
  }

  /** Puts a file in another's place in one step. */
  void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Returns when the folder's entries are on the disk. */
  void forceFolder(Path folder) throws IOException {
    if (System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows")) {
      return; // Windows opens no folders, and keeps its entries in a journal
    }
    boolean interrupted = Thread.interrupted();
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (ClosedByInterruptException e) {
      forceFolder(folder);
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Deletes a file if it is there. */
  void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  /** Returns the files of a folder whose names begin and end so. */
  List<Path> list(Path folder, String begin, String end) throws IOException {
    List<Path> found = new ArrayList<>();
    DirectoryStream.Filter<Path> filter =
        file -> file.getFileName().toString().startsWith(begin) && file.toString().endsWith(end);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, filter)) {
      files.forEach(found::add);
    }
    return found;
  }
}
