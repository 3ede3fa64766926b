"""Holds every RDF file of a folder against SHACL shapes with pySHACL and prints what breaks which shape.

    python shapes.py shapes.ttl FOLDER

A line of output: file, shape, severity, node. All graphs of a file are taken together.
"""

import sys
from pathlib import Path

import pyshacl
from rdflib import Dataset, Graph
from rdflib.namespace import RDF, SH


def read(path):
    whole = Graph()
    for s, p, o, _ in Dataset().parse(path, format="trig" if path.suffix == ".trig" else "nquads").quads():
        whole.add((s, p, o))
    return whole


def main(shapes, folder):
    shapes = Graph().parse(shapes)
    for path in sorted(Path(folder).iterdir()):
        _, report, _ = pyshacl.validate(read(path), shacl_graph=shapes, advanced=False, inference="none", meta_shacl=False)
        details = set(report.objects(predicate=SH.detail))
        for result in set(report.subjects(RDF.type, SH.ValidationResult)) - details:
            shape, severity = report.value(result, SH.sourceShape), report.value(result, SH.resultSeverity)
            name = shape.split("#")[-1]
            word = {SH.Violation: "error", SH.Warning: "warning"}[severity]
            print(path.stem, name, word, report.value(result, SH.focusNode), sep="\t")


main(*sys.argv[1:])
