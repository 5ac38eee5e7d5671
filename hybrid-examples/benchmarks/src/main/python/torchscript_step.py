"""Writes the two TorchScript programs that the PyTorch peer runs.

    python torchscript_step.py ../resources/org/hybridrec/benchmarks

The training step is written out by hand: one pass each for the logits, the softmax and the two
products of its gradient, large results in memory that is kept from step to step, the fused Adagrad
of PyTorch for dense weights, distinct rows only for the embedding tables. Weights come in the order
of the problem: both tables, then kernel [in x out] and bias of each layer, the output layer last.
Any torch from 2.4 to 2.7 writes programs that libtorch 2.7.1 reads.
"""

import io
import sys
import zipfile
from pathlib import Path
from typing import List

import torch
import torch.nn.functional as F

class Step(torch.nn.Module):
    """Makes one training step in place and returns the loss before it."""

    def __init__(self):
        super().__init__()
        self.logits = torch.empty(0)
        self.output_gradient = torch.empty(0)
        self.minus_one = torch.empty(0)

    def forward(
        self,
        contents,
        authors,
        floats,
        labels,
        weights: List[torch.Tensor],
        accumulators: List[torch.Tensor],
        steps: List[torch.Tensor],
    ):
        with torch.no_grad():
            rows = labels.size(0)
            output_kernel = weights[-2]
            self.allocate(rows, output_kernel)
            share = 1.0 / float(rows)
            hidden = len(weights) // 2 - 2
            embedding_width = weights[0].size(1)
            values = [
                torch.cat(
                    [F.embedding(contents, weights[0]), F.embedding(authors, weights[1]), floats], 1
                )
            ]
            for n in range(hidden):
                values.append(
                    F.linear(values[n], weights[2 + 2 * n].t(), weights[3 + 2 * n]).relu_()
                )

            torch.addmm(weights[-1], values[hidden], output_kernel, out=self.logits)
            probabilities = torch.ops.aten._softmax(self.logits, 1, False, out=self.logits)
            places = labels.unsqueeze(1)
            loss = probabilities.gather(1, places).log_().mean().neg_()
            d_logits = probabilities.scatter_add_(1, places, self.minus_one)

            gradients = [torch.empty(0)] * (2 * hidden)
            d_value = torch.mm(d_logits, output_kernel.t()).mul_(share)
            torch.mm(values[hidden].mul(share).t(), d_logits, out=self.output_gradient)
            output_bias_gradient = d_logits.sum(0).mul_(share)
            for i in range(hidden):
                n = hidden - 1 - i
                d_sum = torch.ops.aten.threshold_backward(d_value, values[n + 1], 0.0)
                gradients[2 * n] = torch.mm(values[n].t(), d_sum)
                gradients[2 * n + 1] = d_sum.sum(0)
                kernel = weights[2 + 2 * n]
                if n == 0:
                    kernel = kernel[0 : 2 * embedding_width]
                d_value = torch.mm(d_sum, kernel.t())

            torch.ops.aten._fused_adagrad_(
                weights[2:],
                gradients + [self.output_gradient, output_bias_gradient],
                accumulators[2:],
                steps,
                lr=0.1,
                lr_decay=0.0,
                weight_decay=0.0,
                eps=0.0,
                maximize=False,
            )
            self.update(weights[0], accumulators[0], contents, d_value[:, :embedding_width])
            self.update(weights[1], accumulators[1], authors, d_value[:, embedding_width:])
            return loss

    def allocate(self, rows: int, output_kernel):
        if self.logits.size(0) != rows:
            self.logits = torch.empty(rows, output_kernel.size(1))
            self.output_gradient = torch.empty_like(output_kernel)
            self.minus_one = torch.full([rows, 1], -1.0)

    def update(self, table, accumulator, ids, gradient):
        """Adagrad on the distinct rows, their gradients summed."""
        distinct, place = torch.ops.aten._unique(ids, False, True)
        sums = torch.zeros(distinct.size(0), gradient.size(1)).index_add_(0, place, gradient)
        squares = accumulator.index_select(0, distinct).addcmul_(sums, sums)
        accumulator.index_copy_(0, distinct, squares)
        table.index_add_(0, distinct, sums.div_(squares.sqrt_()), alpha=-0.1)


class Recommend(torch.nn.Module):
    """Returns the probabilities and the indices of the k most probable classes of one row."""

    def forward(self, contents, authors, floats, weights: List[torch.Tensor], k: int):
        with torch.no_grad():
            value = torch.cat(
                [F.embedding(contents, weights[0]), F.embedding(authors, weights[1]), floats], 1
            )
            for n in range(2, len(weights) - 2, 2):
                value = F.linear(value, weights[n].t(), weights[n + 1]).relu_()
            logits = F.linear(value, weights[-2].t(), weights[-1])
            best, classes = logits.softmax(1).topk(k, 1)
            return [best, classes]


def save(module: torch.nn.Module, file: Path):
    """Saves a program without the notes on where its source stood."""
    whole = io.BytesIO()
    torch.jit.save(torch.jit.script(module), whole)
    with zipfile.ZipFile(whole) as read, zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as written:
        for name in read.namelist():
            if not name.endswith(".debug_pkl"):
                written.writestr(zipfile.ZipInfo(name), read.read(name))


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    save(Step(), folder / "step.pt")
    save(Recommend(), folder / "recommend.pt")
