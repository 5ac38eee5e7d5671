package org.hybridrec.core;

/** The version of this library, as the model files that it writes name it. */
final class LibraryVersion {

  /** Changed together with the version in the POM; a test compares them. */
  static final String CURRENT = "0.1.0-SNAPSHOT";

  private LibraryVersion() {}
}
