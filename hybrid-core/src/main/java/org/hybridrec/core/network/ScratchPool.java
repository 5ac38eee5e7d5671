package org.hybridrec.core.network;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * A few places for scratch memory between calls, without locks: a thread looks first where it left
 * some the last time. Whoever finds none makes some, and whoever finds no free place drops his, so
 * that what is kept is bounded and dies with the network, however many threads a server has.
 */
final class ScratchPool {

  private final AtomicReferenceArray<Scratch> places;
  private final Supplier<Scratch> maker;

  ScratchPool(int placeCount, Supplier<Scratch> maker) {
    this.places = new AtomicReferenceArray<>(placeCount);
    this.maker = maker;
  }

  Scratch take() {
    int first = ownPlace();
    for (int i = 0; i < places.length(); i++) {
      int place = (first + i) % places.length();
      Scratch found = places.get(place) == null ? null : places.getAndSet(place, null);
      if (found != null) {
        return found;
      }
    }
    return maker.get();
  }

  void giveBack(Scratch scratch) {
    int first = ownPlace();
    for (int i = 0; i < places.length(); i++) {
      if (places.compareAndSet((first + i) % places.length(), null, scratch)) {
        return;
      }
    }
  }

  /** Returns how many are kept at the moment. */
  int size() {
    int size = 0;
    for (int place = 0; place < places.length(); place++) {
      size += places.get(place) == null ? 0 : 1;
    }
    return size;
  }

  private int ownPlace() {
    return (int) (Thread.currentThread().getId() % places.length());
  }
}
