package org.hybridrec.core;

/** The version of this library, as the model files and exports that it writes name it. */
public final class LibraryVersion {

  /** Changed together with the version in the POM; a test compares them. */
  public static final String CURRENT = "0.1.0-SNAPSHOT";

  private LibraryVersion() {}
}
