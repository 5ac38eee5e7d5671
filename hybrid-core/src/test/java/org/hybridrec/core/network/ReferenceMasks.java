package org.hybridrec.core.network;

/** What dropout multiplies a unit with in the reference: 0, or the scale of what is kept. */
interface ReferenceMasks {

  /** Nothing dropped. */
  ReferenceMasks NONE =
      new ReferenceMasks() {
        @Override
        public double input(int row, int unit) {
          return 1;
        }

        @Override
        public double hidden(int layer, int row, int unit) {
          return 1;
        }
      };

  /** Factor of a unit of the input layer; used for the units of embeddings only. */
  double input(int row, int unit);

  /** Factor of the output of a hidden unit. */
  double hidden(int layer, int row, int unit);
}
