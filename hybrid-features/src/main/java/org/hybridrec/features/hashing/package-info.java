/**
 * Text to 64-bit fingerprints to buckets, bit for bit as TensorFlow and BigQuery compute them.
 *
 * <p>{@link org.hybridrec.features.hashing.Fingerprint64} hashes a value and takes the remainder,
 * {@link org.hybridrec.features.hashing.FingerprintCat64} chains fingerprints for crosses, {@link
 * org.hybridrec.features.hashing.Utf8} is the only way by which text becomes bytes. It imports
 * nothing else of this library.
 */
@NullMarked
package org.hybridrec.features.hashing;

import org.jspecify.annotations.NullMarked;
