/**
 * What the network sees: ids, offsets and floats, and the layout that says how many of each. No
 * strings, no column definitions, nothing else of this library.
 */
@NullMarked
package org.hybridrec.features.encoded;

import org.jspecify.annotations.NullMarked;
