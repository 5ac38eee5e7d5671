"""Trains the reference step with PyTorch or TensorFlow in Python; see peers-python.md.

    python peers.py torch|torch-compile|tensorflow|tensorflow-xla FILE [--batch 128] [--seconds 10]

FILE is what `benchmarks.jar export` wrote. Prints the losses of steps 1, 50 and 100 and, after a
warm-up, the steps a second of five turns and their median.
"""

import argparse
import statistics
import time

from safetensors.numpy import load_file

RATE = 0.1
START = 0.1
HIDDEN = 3


def torch_step(problem, batch, compiled):
    """Returns a function from batch number to loss: nn-style layers, PyTorch's own optimizers."""
    import torch
    import torch.nn.functional as F

    def weight(name):
        values = torch.from_numpy(problem[name].copy())
        # Linear layers hold [out x in].
        return (values.t().contiguous() if name.endswith("kernel") else values).requires_grad_()

    tables = [weight("embedding/content"), weight("embedding/author")]
    layers = [(weight(f"hidden/{n}/kernel"), weight(f"hidden/{n}/bias")) for n in range(HIDDEN)]
    layers.append((weight("output/kernel"), weight("output/bias")))
    settings = {"lr": RATE, "initial_accumulator_value": START, "eps": 0}
    dense = torch.optim.Adagrad([w for layer in layers for w in layer], fused=True, **settings)
    # Gradients of tables are sparse, which the fused update does not take.
    sparse = torch.optim.Adagrad(tables, foreach=False, **settings)

    def network(contents, authors, floats, labels):
        value = torch.cat([contents, authors, floats], 1)
        for kernel, bias in layers[:-1]:
            value = F.relu(F.linear(value, kernel, bias))
        return F.cross_entropy(F.linear(value, *layers[-1]), labels)

    if compiled:
        network = torch.compile(network)
    inputs = [
        torch.from_numpy(problem[name].astype("int64")).split(batch)
        for name in ("contents", "authors", "labels")
    ]
    floats = torch.from_numpy(problem["floats"].copy()).split(batch)

    def step(number):
        contents, authors, labels = (part[number] for part in inputs)
        dense.zero_grad(set_to_none=True)
        sparse.zero_grad(set_to_none=True)
        loss = network(
            F.embedding(contents, tables[0], sparse=True),
            F.embedding(authors, tables[1], sparse=True),
            floats[number],
            labels,
        )
        loss.backward()
        dense.step()
        sparse.step()
        return float(loss)

    print("torch", torch.__version__, "threads", torch.get_num_threads())
    return step


def tensorflow_step(problem, batch, compiled):
    """Returns a function from batch number to loss: one tf.function, Adagrad without an epsilon."""
    import tensorflow as tf

    names = [name for name in problem if "/" in name]
    weights = {name: tf.Variable(problem[name]) for name in names}
    squares = {name: tf.Variable(tf.fill(weights[name].shape, START)) for name in names}

    def layer(value, name):
        return tf.nn.bias_add(tf.matmul(value, weights[name + "/kernel"]), weights[name + "/bias"])

    tables = ["embedding/content", "embedding/author"]
    dense = [name for name in names if name not in tables]

    @tf.function(jit_compile=compiled)
    def network(contents, authors, floats, labels):
        """Updates all dense weights; returns the loss and the gradients of the embeddings."""
        with tf.GradientTape() as tape:
            tape.watch([contents, authors])
            value = tf.concat([contents, authors, floats], 1)
            for n in range(HIDDEN):
                value = tf.nn.relu(layer(value, f"hidden/{n}"))
            losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, layer(value, "output"))
            loss = tf.reduce_mean(losses)
        gradients = tape.gradient(loss, [contents, authors] + [weights[name] for name in dense])
        for name, gradient in zip(dense, gradients[2:]):
            tf.raw_ops.ResourceApplyAdagrad(
                var=weights[name].handle, accum=squares[name].handle, lr=RATE, grad=gradient
            )
        return loss, gradients[0], gradients[1]

    @tf.function
    def train(contents, authors, floats, labels):
        rows = [tf.gather(weights[table], ids) for table, ids in zip(tables, (contents, authors))]
        loss, *gradients = network(*rows, floats, labels)
        for table, ids, gradient in zip(tables, (contents, authors), gradients):
            distinct, place = tf.unique(ids)
            tf.raw_ops.ResourceSparseApplyAdagrad(
                var=weights[table].handle,
                accum=squares[table].handle,
                lr=RATE,
                grad=tf.math.unsorted_segment_sum(gradient, place, tf.size(distinct)),
                indices=distinct,
            )
        return loss

    rows = len(problem["labels"]) // batch * batch
    inputs = [
        [tf.constant(part) for part in problem[name][:rows].reshape(-1, batch, *shape)]
        for name, shape in (
            ("contents", ()),
            ("authors", ()),
            ("floats", problem["floats"].shape[1:]),
            ("labels", ()),
        )
    ]

    def step(number):
        return float(train(*(part[number] for part in inputs)))

    print("tensorflow", tf.__version__)
    return step


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "engine", choices=["torch", "torch-compile", "tensorflow", "tensorflow-xla"]
    )
    parser.add_argument("file")
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--seconds", type=float, default=10)
    options = parser.parse_args()
    problem = load_file(options.file)
    make = torch_step if options.engine.startswith("torch") else tensorflow_step
    step = make(problem, options.batch, options.engine.endswith(("compile", "xla")))
    batches = len(problem["labels"]) // options.batch

    losses = [step(n % batches) for n in range(100)]
    print("losses of steps 1, 50, 100:", losses[0], losses[49], losses[99])
    done = len(losses)
    rates = []
    for turn in range(6):
        start, count = time.perf_counter(), 0
        while time.perf_counter() - start < options.seconds / 5:
            step(done % batches)
            done += 1
            count += 1
        rates.append(count / (time.perf_counter() - start))
    print("steps/s:", *(f"{rate:.1f}" for rate in rates[1:]))
    print(f"median: {statistics.median(rates[1:]):.1f}")


if __name__ == "__main__":
    main()
