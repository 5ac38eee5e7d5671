/**
 * A temporary file for what does not fit in memory: written at its end, read at any place, gone
 * when it is closed. Knows nothing of what is written there.
 */
@NullMarked
package org.hybridrec.features.storage;

import org.jspecify.annotations.NullMarked;
