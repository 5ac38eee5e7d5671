package org.hybridrec.news;

/** Something that the user of the command line can mend. The message is the one line they read. */
final class UserError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UserError(String message) {
    super(message);
  }

  static void checkK(int k) {
    if (k < 1) {
      throw new UserError("--k must be at least 1, was " + k);
    }
  }
}
