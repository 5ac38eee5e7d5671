package org.hybridrec.features.dataset;

import org.jspecify.annotations.Nullable;

/** Views one after the other. */
interface ViewStream extends AutoCloseable {

  /** Returns the next view, or null after the last. */
  @Nullable View next();

  @Override
  void close();
}
