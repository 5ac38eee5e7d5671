package org.hybridrec.features.text;

/**
 * A word vector file that cannot be used. The message names the file, the line, what was found,
 * what is allowed and what to do.
 */
public class MalformedWordVectorsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final long line;

  /**
   * Makes an exception.
   *
   * @param file the name of the file
   * @param line the line, from 1; 0 where the file as a whole is at fault
   * @param problem what is wrong and what to do
   */
  public MalformedWordVectorsException(String file, long line, String problem) {
    super(file + (line == 0 ? ": " : " line " + line + ": ") + problem);
    this.line = line;
  }

  /** Returns the line, from 1; 0 where the file as a whole is at fault. */
  public long line() {
    return line;
  }
}
