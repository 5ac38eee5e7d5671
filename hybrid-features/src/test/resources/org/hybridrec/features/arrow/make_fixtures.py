"""Writes the Arrow files beside this script, with another implementation than the one under test.

python3 -m venv venv && venv/bin/pip install pyarrow==26.0.1 && venv/bin/python make_fixtures.py
"""

import decimal
import pathlib

import pyarrow as pa
import pyarrow.ipc as ipc

HERE = pathlib.Path(__file__).parent


def stream(name, schema, batches, **options):
    with ipc.new_stream(HERE / name, schema, options=ipc.IpcWriteOptions(**options)) as out:
        for batch in batches:
            out.write_batch(batch)


def file(name, schema, batches, **options):
    with ipc.new_file(HERE / name, schema, options=ipc.IpcWriteOptions(**options)) as out:
        for batch in batches:
            out.write_batch(batch)


# Row 0 ordinary, row 1 null or empty, row 2 the extremes.
half = pa.array([1.5, None, 65504.0], pa.float16())
columns = {
    "utf8": pa.array(["Zürich", None, "日本語 😀"]),
    "large_utf8": pa.array(["Ä", None, ""], pa.large_utf8()),
    "utf8_view": pa.array(["short", None, "longer than twelve bytes: öäü"], pa.string_view()),
    "dictionary": pa.array(["b", None, "a"]).dictionary_encode(),
    "large_dictionary": pa.array(["b", None, "a"], pa.large_utf8()).dictionary_encode(),
    "integer_dictionary": pa.DictionaryArray.from_arrays(
        pa.array([1, None, 0], pa.uint8()), pa.array([7, -7], pa.int16())),
    "int8": pa.array([1, None, -128], pa.int8()),
    "int16": pa.array([1, None, -(2**15)], pa.int16()),
    "int32": pa.array([1, None, -(2**31)], pa.int32()),
    "int64": pa.array([1, None, -(2**63)], pa.int64()),
    "uint8": pa.array([1, None, 2**8 - 1], pa.uint8()),
    "uint16": pa.array([1, None, 2**16 - 1], pa.uint16()),
    "uint32": pa.array([1, None, 2**32 - 1], pa.uint32()),
    "uint64": pa.array([1, None, 2**63 - 1], pa.uint64()),
    "half": half,
    "float": pa.array([0.1, None, float("inf")], pa.float32()),
    "double": pa.array([0.1, None, float("-inf")], pa.float64()),
    "bool": pa.array([True, None, False]),
    "null": pa.nulls(3),
    "decimal32": pa.array([decimal.Decimal("1.25"), None, decimal.Decimal("-99999.99")], pa.decimal32(7, 2)),
    "decimal64": pa.array([decimal.Decimal("1.25"), None, decimal.Decimal("-0.01")], pa.decimal64(12, 2)),
    "decimal128": pa.array([decimal.Decimal("1.25"), None, decimal.Decimal("-1e30")], pa.decimal128(38, 2)),
    "decimal256": pa.array([decimal.Decimal("1.25"), None, decimal.Decimal("1e60")], pa.decimal256(76, 2)),
    "list_utf8": pa.array([["ä", None, ""], None, []], pa.list_(pa.utf8())),
    "large_list_int32": pa.array([[1, None, -3], [], [4]], pa.large_list(pa.int32())),
    "fixed_list_float": pa.array([[1.0, None], None, [0.5, -0.5]], pa.list_(pa.float32(), 2)),
    "list_dictionary": pa.ListArray.from_arrays(
        pa.array([0, 3, 3, 4]), pa.array(["x", None, "y", "x"]).dictionary_encode()),
    "list_bool": pa.array([[True, False], [], None], pa.list_(pa.bool_())),
    "list_null": pa.array([[None], [], None], pa.list_(pa.null())),
    "list_half": pa.ListArray.from_arrays(pa.array([0, 2, 2, 3]), half),
    "list_view_text": pa.array([["longer than twelve bytes"], [], ["no"]], pa.list_(pa.string_view())),
}
types = pa.record_batch(columns)
stream("types.arrows", types.schema, [types])
file("types.arrow", types.schema, [types])

# Columns of types that are passed over, with readable ones between them.
between = {
    "first": pa.array(["a", None]),
    "timestamp": pa.array([1, None], pa.timestamp("ms")),
    "date": pa.array([1, 2], pa.date32()),
    "time": pa.array([1, 2], pa.time64("us")),
    "duration": pa.array([1, 2], pa.duration("s")),
    "interval": pa.array([(1, 2, 3), None], pa.month_day_nano_interval()),
    "second": pa.array([1, None]),
    "binary": pa.array([b"x", b"yy"]),
    "large_binary": pa.array([b"x", None], pa.large_binary()),
    "fixed_binary": pa.array([b"xx", b"yy"], pa.binary(2)),
    "binary_view": pa.array([b"x", b"a long binary view of bytes"], pa.binary_view()),
    "third": pa.array(["longer than twelve bytes", "no"], pa.string_view()),
    "struct": pa.array([{"a": 1, "b": "x"}, None]),
    "map": pa.array([[("k", 1)], None], pa.map_(pa.utf8(), pa.int32())),
    "list_of_list": pa.array([[["a"]], None]),
    "list_of_timestamp": pa.array([[1], None], pa.list_(pa.timestamp("s"))),
    "list_view": pa.array([[1, 2], None], pa.list_view(pa.int32())),
    "large_list_view": pa.array([[1], []], pa.large_list_view(pa.int32())),
    "fourth": pa.array([0.5, None]),
    "dense_union": pa.UnionArray.from_dense(
        pa.array([0, 1], pa.int8()), pa.array([0, 0], pa.int32()), [pa.array([1]), pa.array(["x"])]),
    "sparse_union": pa.UnionArray.from_sparse(
        pa.array([0, 1], pa.int8()), [pa.array([1, 2]), pa.array(["x", "y"])]),
    "run_end": pa.RunEndEncodedArray.from_arrays(pa.array([2], pa.int32()), pa.array(["r"])),
    "dictionary_of_time": pa.DictionaryArray.from_arrays(
        pa.array([0, 0]), pa.array([5], pa.timestamp("s"))),
    "last": pa.array([["z"], []]),
}
passed_over = pa.record_batch(between)
stream("passed_over.arrows", passed_over.schema, [passed_over])

# Dictionaries that are replaced, or grow by deltas, between batches; an empty batch stands among them.
text = pa.dictionary(pa.int8(), pa.utf8())
schema = pa.schema([("k", text)])


def encoded(indexes, words):
    return pa.record_batch(
        [pa.DictionaryArray.from_arrays(pa.array(indexes, pa.int8()), pa.array(words))], schema)


batches = [
    encoded([0, 1, None], ["a", "b"]),
    encoded([], ["a", "b"]),
    encoded([2, 0, 1], ["a", "b", None]),
    encoded([3, 2], ["a", "b", None, "ü"]),
]
stream("delta.arrows", schema, batches, emit_dictionary_deltas=True)
stream("replaced.arrows", schema, [encoded([0, 1], ["a", "b"]), encoded([0, 1], ["c", "d"])])

# Slices, so that offsets in memory do not start at 0 and bitmaps not at a byte.
sliced = pa.record_batch({
    "text": pa.array([None if i % 3 == 0 else "t%d" % i for i in range(30)]),
    "list": pa.array([list(range(i % 4)) for i in range(30)]),
    "bool": pa.array([i % 2 == 0 for i in range(30)]),
})
stream("sliced.arrows", sliced.schema, [sliced.slice(5, 11), sliced.slice(16, 7)])

small = pa.record_batch({"text": pa.array(["a", None] * 50), "list": pa.array([[1, None]] * 100)})
stream("legacy.arrows", small.schema, [small], use_legacy_format=True,
       metadata_version=ipc.MetadataVersion.V4)
file("legacy.arrow", small.schema, [small, small], use_legacy_format=True,
     metadata_version=ipc.MetadataVersion.V4)
stream("lz4.arrows", small.schema, [small], compression="lz4")
stream("zstd.arrows", small.schema, [small], compression="zstd")
stream("empty.arrows", small.schema, [])
file("empty.arrow", small.schema, [])
