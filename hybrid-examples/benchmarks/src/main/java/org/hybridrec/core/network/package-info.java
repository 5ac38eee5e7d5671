/** The benchmark of what only this package can see. */
@NullMarked
package org.hybridrec.core.network;

import org.jspecify.annotations.NullMarked;
