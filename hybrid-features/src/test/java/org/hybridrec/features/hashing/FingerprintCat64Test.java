package org.hybridrec.features.hashing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FingerprintCat64Test {

  @Test
  void theOrderOfTheKeysMatters() {
    long ab = FingerprintCat64.of(FingerprintCat64.of(1, 2), 3);
    long ba = FingerprintCat64.of(FingerprintCat64.of(1, 3), 2);

    assertThat(ab).isNotEqualTo(ba);
  }

  @Test
  void anUnknownIdOfMinusOneIsAValueLikeAnyOther() {
    long start = FingerprintCat64.DEFAULT_HASH_KEY;

    assertThat(FingerprintCat64.of(start, -1)).isNotEqualTo(FingerprintCat64.of(start, 0));
    assertThat(Fingerprint64.bucket(FingerprintCat64.of(start, -1), 60)).isBetween(0, 59);
  }
}
